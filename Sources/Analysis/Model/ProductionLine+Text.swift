/// The values of a production line as texts, for comparing and showing them.
extension ProductionLine {
  /// The value of a member in the form that all spellings of it share; nil if it can't be used, or is an object.
  func text(of field: Field, _ context: RuleContext) -> String? {
    guard has(field) else { return nil }
    switch field {
    case .type: return context.string(type)
    case .id: return context.string(id)
    case .status: return context.string(statusWord)
    case .analysis: return context.string(analysis)
    case .alphabet: return context.string(alphabetID)
    case .digits: return String(digits)
    case .size: return String(size)
    case .available: return context.string(available.digits)
    case .reachable: return context.string(reachable.digits)
    case .progress: return String(progress)
    case .rate: return String(rate)
    case .partial: return String(partial)
    case .checksum: return context.string(checksum.text)
    case .requested, .started, .ended, .finished, .analyzed, .deleted: return stamp(field)?.description
    case .dataSize, .snapshotSize, .scoreSize, .analysisSize, .deltaSize: return String(fileSizes[field])
    case .dataHash, .snapshotHash, .scoreHash, .analysisHash, .deltaHash: return context.string(fileHashes[field])
    case .transactionID: return context.string(transactionID)
    case .paymentIntent: return context.string(paymentIntent)
    case .paymentType: return context.string(paymentType)
    case .attributes, .relationships, .filesizes, .filehashes, .timestamps, .payment, .paymentData: return nil
    }
  }

  /// Whether a member is not there, and nothing around it is in doubt.
  func lacks(_ field: Field) -> Bool {
    if present.union(malformed).union(doubtful).has(field) { return false }
    let unsure = malformed.union(doubtful)
    return !unsure.fields.contains { field.path.hasPrefix($0.path + ".") }
  }
}
