/// What an audit says of a table of orders.
public struct OrderFigures: Equatable, Sendable {
  /// The table, as reports call it.
  public let name: String
  /// Its bytes, after decompression.
  public let bytes: Int
  /// The SHA-256 of the bytes as they were given, if that was asked for.
  public let digest: StoredDigest?
  /// Rows of the table, without the header.
  public let rows: Int
  /// Columns of the table that were not read.
  public let unusedColumns: [String]
  /// What became of each order that could be used, in the order of the table.
  public internal(set) var deliveries: [OrderDelivery] = []
  /// Production lines that belong to no order.
  public internal(set) var unordered = 0

  init(_ book: OrderBook) {
    name = book.name
    bytes = book.bytes
    digest = book.digest
    rows = book.rows
    unusedColumns = book.unusedColumns
  }

  /// Orders that were delivered as ordered.
  public var asOrdered: Int { deliveries.count(where: \.isAsOrdered) }

  /// Orders that were not, and should have been: short, over, overdue, or of another alphabet.
  public var broken: Int { deliveries.count { $0.hasOtherAlphabet || [.short, .over, .overdue].contains($0.state) } }

  /// Orders that were delivered after they were due.
  public var late: Int { deliveries.count(where: \.isLate) }

  /// Orders that are still to be delivered.
  public var open: Int { deliveries.count { $0.state == .open && !$0.hasOtherAlphabet } }

  /// Orders of which it can't be told although their rows are good and nothing of them is outside the window.
  var untold: Int {
    deliveries.count { delivery in
      guard case .notJudged(let obstacle) = delivery.state else { return false }
      return obstacle != .outsideWindow && obstacle != .orderDoubtful
    }
  }

  /// Rows that could not be judged: orders of which it can't be told, and rows that are no order or contradict others.
  public var notJudged: Int { rows - asOrdered - broken - open }
}
