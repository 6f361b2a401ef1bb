/// What the state of a job is found by, as hashes of the auditor's seed.
struct StateKeys: Equatable {
  /// Of the production line.
  let line: UInt64
  /// Of production line and payment; 0 without a usable payment.
  let payment: UInt64
  /// Of production line and moment of the request; 0 without one.
  let request: UInt64
  /// Of all values: equal states have equal ones.
  let content: UInt64

  /// The keys of a production line; nil if its job can't be told from others.
  init?(_ line: ProductionLine, _ context: RuleContext) {
    var side = SideTexts()
    let entry = LineEntry(line, context, side: &side)
    guard entry.obstacle(.id) == nil else { return nil }
    let id = entry.hash(of: .id, seed: context.seed)
    var hasPayment = false
    var paymentHash: UInt64 = 0
    if entry.obstacle(.payment) == nil {
      hasPayment = true
      paymentHash = entry.hash(of: .payment, seed: context.seed)
    }
    guard hasPayment || entry.hasRequested else { return nil }
    self.line = max(1, id)
    payment = hasPayment ? StateKeys.key(id, paymentHash) : 0
    request = entry.hasRequested ? StateKeys.key(id, ~UInt64(bitPattern: Int64(entry.requested))) : 0
    var mixer = Mixer(seed: entry.content)
    mixer.add(id, paymentHash)
    content = mixer.value
  }

  /// The key of a production line alone; nil without a usable id.
  static func line(_ line: ProductionLine, _ context: RuleContext) -> UInt64? {
    guard line.has(.id) else { return nil }
    return context.texts.withBytes(of: line.id) { LineEntry.hash(ofID: $0, seed: context.seed) }.map { max(1, $0) }
  }

  /// A hash that is never 0.
  private static func key(_ one: UInt64, _ other: UInt64) -> UInt64 {
    var mixer = Mixer(seed: one)
    mixer.add(other)
    return max(1, mixer.value)
  }
}
