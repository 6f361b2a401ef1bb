/// How much of an order was delivered, for a picture: never rounded up, so that only what is complete looks complete.
public struct OrderBar: Equatable, Sendable {
  /// What the order is called.
  public let label: Prose
  /// Tokens that were ordered, not negative.
  public let ordered: Int128
  /// Tokens that were delivered, not negative.
  public let delivered: Int128
  /// What is to be said of it instead of what is missing or too much.
  let note: String?
  /// Whether somebody must look at it.
  let isAlarm: Bool

  /// Whether just what was ordered was delivered.
  var isExact: Bool { ordered == delivered }

  /// The share as text, rounded down to tenths: 99.96 % is "99.9 %"; "n/a" of nothing.
  public var percent: String {
    guard ordered > 0 else { return "n/a" }
    let tenths = delivered * 1000 / ordered
    return "\(grouped(String(tenths / 10))).\(tenths % 10) %"
  }

  /// What is missing or too much, in words.
  public var difference: String {
    if let note { return note }
    if isExact { return "as ordered" }
    let count = grouped(String((ordered - delivered).magnitude))
    return delivered < ordered ? "short by \(count)" : "over by \(count)"
  }

  /// A bar in a frame of this length: all of it only if nothing is missing.
  func length(of frame: Int) -> Int {
    if delivered >= ordered { return frame }
    // At least the gap can be seen.
    return min(SVGCanvas.length(delivered, of: ordered, on: frame), frame - OrderBar.leastGap)
  }

  /// Tenths of a unit that are left free in a frame that is not full.
  private static let leastGap = 20

  var sentence: Prose {
    "\(delivered) of \(ordered) tokens, \(words: percent), \(words: difference)"
  }
}

extension Picture {
  /// A bar for each order.
  static func orders(_ bars: [OrderBar]) -> Picture {
    let exact = bars.count { $0.isExact && !$0.isAlarm }
    return Picture(
      "Delivered of what was ordered, in tokens",
      "\(bars.count, "order"), \(exact) of them delivered as ordered. A bar that isn't full stands for an order that is short.",
      OrdersDrawing(bars: bars))
  }
}

extension OrderBar {
  /// The bar of an order that was judged; nil if what was delivered can't be told.
  init?(_ delivery: OrderDelivery) {
    guard let delivered = delivery.delivered else { return nil }
    var note: String?
    if delivery.state == .open { note = "\(grouped(String(delivery.ordered - delivered))) to come" }
    if delivery.state == .overdue { note = "overdue, \(grouped(String(delivery.ordered - delivered))) to come" }
    if delivery.hasOtherAlphabet { note = "another alphabet or length" }
    self.init(
      label: "\(data: delivery.order)", ordered: Int128(delivery.ordered), delivered: Int128(delivered), note: note,
      isAlarm: !delivery.isAsOrdered && delivery.state != .open || delivery.hasOtherAlphabet)
  }
}
