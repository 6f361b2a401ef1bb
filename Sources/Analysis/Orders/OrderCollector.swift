/// Hears every production line that counts while the lists are read, and keeps those that belong to an order.
///
/// `restart` must be called before the sources are read a second time. Memory grows with the orders, not with the
/// lists.
public struct OrderCollector: AuditObserver {
  public var wantsCounted: Bool { true }
  /// The orders.
  public let book: OrderBook
  private(set) var jobs: [OrderJob] = []

  /// A collector of these orders that has heard nothing.
  public init(_ book: OrderBook) {
    self.book = book
  }

  /// Forgets what was heard.
  public mutating func restart() {
    self = OrderCollector(book)
  }

  public mutating func add(_ finding: Finding) {}

  public mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    let id = line.has(.id) ? context.texts.bytes(of: line.id).comparedAsID : []
    let payment = line.has(.paymentIntent) ? context.texts.bytes(of: line.paymentIntent) : []
    let orders = book.orders(line: id, payment: payment)
    if !orders.isEmpty { jobs.append(OrderJob(line, context, orders: orders, source: context.source)) }
  }
}
