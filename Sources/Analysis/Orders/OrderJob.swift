/// A job that belongs to an order, as far as it is held against it.
struct OrderJob: HeardJob {
  let head: JobHead
  /// The orders that it belongs to, by their place in the book.
  let orders: [Int]
  /// The id of the alphabet, nil if it can't be used.
  let alphabetID: String?

  init(_ line: ProductionLine, _ context: RuleContext, orders: [Int], source: Int) {
    head = JobHead(line, context, source: source)
    self.orders = orders
    alphabetID = line.has(.alphabet) ? context.string(line.alphabetID) : nil
  }

  /// Whether it is still to end: of a production line that was deleted before, nothing more comes.
  var isWaiting: Bool { head.phase == .before && head.status != .deleted }

  /// Whether its production line was deleted before it ended.
  var isGivenUp: Bool { head.phase == .before && head.status == .deleted }

  /// What one job is told from others by: production line, payment and moment of the request. What is missing in both
  /// is equal, unlike in `Lineage`: of what may be one job, the tokens are not delivered twice.
  struct Identity: Hashable {
    let line: [UInt8]
    let payment: [UInt8]
    let moment: Int
  }

  /// Two production lines with the same identity stand for one job.
  var identity: Identity {
    Identity(line: head.key, payment: Array(head.paymentIntent.utf8), moment: head.moment)
  }
}
