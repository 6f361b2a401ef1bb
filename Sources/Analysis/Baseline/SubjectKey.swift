/// What findings are about, as numbers by which it is found again: ids are the same in any case of their letters, and
/// the parts of a production line are told apart by the moments of their requests.
enum SubjectKey {
  /// The key of an id or a name; nil for a placeholder and for nothing.
  static func of(_ text: RawSpan) -> UInt64? {
    LineEntry.hash(ofID: text, seed: RuleContext.seed)
  }

  /// The key of an id or a name; nil for a placeholder and for nothing.
  static func of(_ text: String) -> UInt64? {
    of(Array(text.utf8).span.bytes)
  }

  /// What a finding is about: an order, or else a production line or an alphabet; nil if it has no name.
  static func of(_ finding: PreviousFinding) -> UInt64? {
    of(finding.order.isEmpty ? finding.subject : finding.order)
  }

  /// The part that is meant; nil where any part will do, since the request itself was wrong or is not known.
  static func part(of line: PreviousLine, _ subject: UInt64) -> UInt64? {
    Timestamp(line.requested).map { part(of: subject, requested: $0.milliseconds) }
  }

  /// The key of a part, beyond the 56 bits of the keys of ids, so that none is taken for one of these.
  static func part(of subject: UInt64, requested: Int) -> UInt64 {
    var mixer = Mixer(seed: RuleContext.seed)
    mixer.add(subject, UInt64(bitPattern: Int64(requested)))
    return mixer.value | 1 << 63
  }
}
