/// A production line that was kept as its text, read again with all its values.
struct StateText {
  let line: ProductionLine
  let context: RuleContext
  /// Whether a run about later days has seen it, and further in its life than what is held against it.
  var isAhead = false

  /// Reads the text of one production line.
  ///
  /// - Parameter context: of the auditor, for the catalogue and the settings.
  init(_ text: [UInt8], _ context: RuleContext) throws(SourceFailure) {
    var reader = DocumentReader(
      MemorySource(StateText.head + text + StateText.tail), records: LineRecords(catalogue: context.catalogue),
      windowSize: text.count + 64)
    guard reader.fill(), let line = reader.records.batch.lines.first else {
      throw SourceFailure("a production line that was kept can't be read again")
    }
    self.line = line
    var context = context
    context.texts = reader.records.batch.texts
    context.texts.window = reader.windowBytes
    self.context = context
  }

  /// Whether both are states of the same job: the same production line, and the same payment or moment of the request.
  ///
  /// A payment that comes again with a request after the end of the job pays another part.
  func isSameJob(as other: StateText) -> Bool {
    guard isSame(.id, other) else { return false }
    let requests = requests(with: other)
    if let one = requests.0, let two = requests.1, one == two { return true }
    guard isSame(.paymentIntent, other) else { return false }
    guard let requested = requests.1, let ended = line.stamp(.ended) else { return true }
    return requested < ended
  }

  /// Whether both are of the same production line and can't be different parts of it, so that the job must be the same.
  func mustBeSameJob(as other: StateText) -> Bool {
    isSame(.id, other) && !mayBeParts(requests(with: other), other)
  }

  private func requests(with other: StateText) -> (Timestamp?, Timestamp?) {
    (line.stamp(.requested), other.line.stamp(.requested))
  }

  /// Whether both may be parts of the production line: of one design, and the later takes no more than the earlier has
  /// left. True where it can't be told.
  private func mayBeParts(_ requests: (Timestamp?, Timestamp?), _ other: StateText) -> Bool {
    for field in [Field.alphabet, .digits] where line.has(field) && other.line.has(field) && !isSame(field, other) {
      return false
    }
    guard let one = requests.0, let two = requests.1 else { return true }
    let (first, second) = one < two ? (self, other) : (other, self)
    // Of one that has not ended it can't be told: it may have been given up.
    guard first.line.phase == .after else { return true }
    let relation = PartRelation(of: (second.line, second.context), to: (first.line, first.context))
    if case .exceeds = relation { return false }
    return true
  }

  private func isSame(_ field: Field, _ other: StateText) -> Bool {
    guard let one = line.text(of: field, context), let two = other.line.text(of: field, other.context) else {
      return false
    }
    return field == .id ? StateComparison.isSameUUID(one, two) : one.utf8.elementsEqual(two.utf8)
  }

  private static let head = Array(#"{"data":["#.utf8)
  private static let tail = Array("]}".utf8)
}
