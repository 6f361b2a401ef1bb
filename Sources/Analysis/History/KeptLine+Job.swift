/// Whether two production lines stand for one job.
extension KeptLine {
  /// Whether both are states of the same job: the same production line, and the same payment or moment of the request.
  ///
  /// A payment that comes again with a request after the end of the job pays another part. Unlike in `Lineage`, one of
  /// both is enough: whoever changes the other must not escape the comparison with what was finished.
  func isSameJob(as other: KeptLine) -> Bool {
    guard isSame(.id, other) else { return false }
    let requests = requests(with: other)
    if let one = requests.0, let two = requests.1, one == two { return true }
    guard isSame(.paymentIntent, other) else { return false }
    guard let requested = requests.1, let ended = line.stamp(.ended) else { return true }
    return requested < ended
  }

  /// Whether both are of the same production line and can't be different parts of it, so that the job must be the same.
  func mustBeSameJob(as other: KeptLine) -> Bool {
    isSame(.id, other) && !mayBeParts(requests(with: other), other)
  }

  private func requests(with other: KeptLine) -> (Timestamp?, Timestamp?) {
    (line.stamp(.requested), other.line.stamp(.requested))
  }

  /// Whether both may be parts of the production line: of one design, and the later takes no more than the earlier has
  /// left. True where it can't be told.
  private func mayBeParts(_ requests: (Timestamp?, Timestamp?), _ other: KeptLine) -> Bool {
    for field in [Field.alphabet, .digits] where line.has(field) && other.line.has(field) && !isSame(field, other) {
      return false
    }
    guard let one = requests.0, let two = requests.1 else { return true }
    let (first, second) = one < two ? (self, other) : (other, self)
    // Of one that has not ended it can't be told: it may have been given up.
    guard first.line.phase == .after else { return true }
    let relation = PartRelation(of: second, to: first)
    if case .exceeds = relation { return false }
    return true
  }

  private func isSame(_ field: Field, _ other: KeptLine) -> Bool {
    guard let one = text(of: field), let two = other.text(of: field) else { return false }
    return field == .id ? StateComparison.isSameUUID(one, two) : one.utf8.elementsEqual(two.utf8)
  }
}
