/// How files of payments are to be read, as far as they don't say it themselves.
public struct PaymentReading: Sendable {
  /// What stands before decimals; nil to tell it from each amount.
  public var decimalMark: DecimalMark?
  /// What stands first in dates with slashes; nil to tell it from the column.
  public var dateOrder: DateOrder?
  /// The moment of a clock's time without a zone, as if it were UTC; for times that a file states in its own zone.
  public var localTime: @Sendable (Timestamp) -> Timestamp = { $0 }

  /// The defaults.
  public init() {}
}
