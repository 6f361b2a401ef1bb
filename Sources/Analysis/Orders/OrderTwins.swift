/// Finds orders that contradict each other: each is looked up once, however many share a key.
struct OrderTwins {
  /// The ids that an order names; an empty one if it doesn't.
  struct Key: Hashable, Sendable {
    var line: [UInt8] = []
    var payment: [UInt8] = []
  }

  /// The first two orders of each key: enough to name another one than oneself.
  private struct Group<Key: Hashable> {
    private var firstTwo: [Key: [Int]] = [:]

    mutating func add(_ number: Int, _ key: Key) {
      if firstTwo[key, default: []].count < 2 { firstTwo[key, default: []].append(number) }
    }

    func other(than number: Int, _ key: Key) -> Int? {
      firstTwo[key]?.first { $0 != number }
    }
  }

  private var names = Group<[UInt8]>()
  /// Orders by both ids, as they name them.
  private var exact = Group<Key>()
  /// Orders by the production line, and by the payment, whatever else they name.
  private var lines = Group<[UInt8]>()
  private var payments = Group<[UInt8]>()

  init(_ orders: [Order]) {
    for (number, order) in orders.enumerated() {
      names.add(number, Array(order.name.utf8))
      exact.add(number, Key(line: order.lineKey, payment: order.paymentKey))
      if !order.lineID.isEmpty { lines.add(number, order.lineKey) }
      if !order.paymentIntent.isEmpty { payments.add(number, order.paymentKey) }
    }
  }

  /// Why an order can't stand beside another one; nil if it can.
  func contradiction(of number: Int, in orders: [Order]) -> Prose? {
    let order = orders[number]
    let (line, payment) = (order.lineKey, order.paymentKey)
    if let twin = names.other(than: number, Array(order.name.utf8)) {
      return "the order \(data: order.name) stands in row \(orders[twin].location.row) too"
    }
    let sharesLine =
      order.lineID.isEmpty
      ? nil
      : exact.other(than: number, Key(line: line, payment: payment)) ?? exact.other(than: number, Key(line: line))
        ?? (payment.isEmpty ? lines.other(than: number, line) : nil)
    if let sharesLine {
      return """
        the production line \(data: order.lineID) is in the order \(data: orders[sharesLine].name) of row \
        \(orders[sharesLine].location.row) too, and no PaymentIntent tells its parts apart
        """
    }
    let sharesPayment =
      payment.isEmpty
      ? nil
      : exact.other(than: number, Key(payment: payment)) ?? (line.isEmpty ? payments.other(than: number, payment) : nil)
    return sharesPayment.map { twin in
      """
      the PaymentIntent \(data: order.paymentIntent) is in the order \(data: orders[twin].name) of row \
      \(orders[twin].location.row) too
      """
    }
  }
}
