/// What jobs should have cost, as the user says it: amounts of a file, or a price.
public struct ExpectedAmounts: Sendable {
  /// An amount in a currency.
  struct Amount: Equatable, Sendable {
    var minor: Int64
    var currency: Currency
  }

  private var byPayment: [[UInt8]: Amount] = [:]
  private var byLine: [[UInt8]: Amount] = [:]
  /// The production line that stands beside a payment, which decides nothing.
  private var lines: [[UInt8]: [UInt8]] = [:]
  private var price: Price?
  /// Rows of the table.
  public private(set) var rows = 0

  /// Amounts by a price.
  public init(_ price: Price) {
    self.price = price
  }

  /// Amounts of a table with `payment_intent` or `line_id`, `amount` in major units, and `currency`.
  ///
  /// - Throws: `SourceProblem` with its place: a wrong expectation is worse than none.
  public init<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, mark: DecimalMark? = nil
  ) throws(SourceProblem) {
    var reader = CSVReader(source)
    try reader.readHeader()
    let payment = try reader.column("payment_intent", normalisedBy: TableWord.normalised)
    let line = try reader.column("line_id", normalisedBy: TableWord.normalised)
    let (amounts, currencies) = (
      try reader.column("amount", normalisedBy: TableWord.normalised),
      try reader.column("currency", normalisedBy: TableWord.normalised)
    )
    guard payment != nil || line != nil, let amounts, let currencies else { throw .noAmounts }
    while try reader.next() {
      rows += 1
      guard let currency = Currency(reader.bytes(currencies)) else {
        throw .amount("expected a currency of three letters", at: reader.location)
      }
      let minor: Int64
      do throws(Money.Fault) {
        minor = try Money.minorUnits(reader.bytes(amounts), decimals: currency.decimals, mark: mark)
      } catch { throw .amount(error.expected(mark), at: reader.location) }
      let amount = Amount(minor: minor, currency: currency)
      if let payment, !reader.bytes(payment).isEmpty {
        if byPayment.updateValue(amount, forKey: Array(reader.bytes(payment))) != nil {
          throw .amount("this PaymentIntent stands twice", at: reader.location)
        }
        if let line, !reader.bytes(line).isEmpty {
          lines[Array(reader.bytes(payment))] = reader.bytes(line).comparedAsID
        }
      } else if let line, !reader.bytes(line).isEmpty {
        if byLine.updateValue(amount, forKey: reader.bytes(line).comparedAsID) != nil {
          throw .amount("this production line stands twice", at: reader.location)
        }
      } else {
        throw .amount("expected a PaymentIntent or the id of a production line", at: reader.location)
      }
    }
  }

  /// The template of the table.
  public static let template = "payment_intent,line_id,amount,currency\r\n"

  /// How the price is used, for the report; empty for amounts of a file.
  public var formula: String { price == nil ? "" : Price.formula }

  /// The amount of a job; nil if there is none for it.
  func amount(of job: Job, payment: () -> [UInt8], line: () -> [UInt8]) -> Amount? {
    if let price { return price.amount(of: job) }
    if !byPayment.isEmpty, let found = amount(ofPayment: payment()) { return found }
    return byLine.isEmpty ? nil : amount(ofLine: line())
  }

  /// The amount that the table states of a payment, of all jobs that it is for; nil without one, and for a price.
  func amount(ofPayment payment: [UInt8]) -> Amount? { byPayment[payment] }

  /// The amount that the table states of a production line, of all its parts together; nil without one, and for a
  /// price.
  func amount(ofLine line: [UInt8]) -> Amount? { byLine[line.comparedAsID] }

  /// Whether some rows name production lines by themselves.
  var statesLines: Bool { !byLine.isEmpty }

  /// Whether some rows name payments and others production lines.
  var hasBothKeys: Bool { !byPayment.isEmpty && !byLine.isEmpty }

  /// The payments and production lines that the table names; nil for a price.
  var keys: Keys? {
    price == nil ? Keys(payments: Set(byPayment.keys), lines: Set(byLine.keys), pairs: lines) : nil
  }

  /// Keys of amounts that no job has taken yet.
  struct Keys {
    fileprivate var payments: Set<[UInt8]>
    fileprivate var lines: Set<[UInt8]>
    /// Production lines that stand beside payments, as long as no job has both.
    fileprivate var pairs: [[UInt8]: [UInt8]]

    var isEmpty: Bool { payments.isEmpty && lines.isEmpty && pairs.isEmpty }
    var count: Int { payments.count + lines.count }
    /// Payments that jobs have, only with another production line than the table.
    var misnamed: Int { pairs.keys.count { !payments.contains($0) } }

    mutating func remove(payment: [UInt8], line: [UInt8]) {
      if pairs[payment] == line.comparedAsID { pairs[payment] = nil }
      if !payments.isEmpty { payments.remove(payment) }
      if !lines.isEmpty { lines.remove(line.comparedAsID) }
    }
  }
}

extension SourceProblem {
  fileprivate static let noAmounts = SourceProblem(
    kind: .anotherKind,
    message: """
      expected the columns \(name: "payment_intent") or \(name: "line_id"), \(name: "amount") and \(name: "currency")
      """,
    remedy: "\(name: "tokaudit reconcile --print-template amounts") prints the header")

  fileprivate static func amount(_ why: Prose, at location: Location) -> SourceProblem {
    SourceProblem(kind: .malformed, location: location, message: why, remedy: "Correct the row")
  }
}
