/// Makes an order of a row of a table, or says why it can't be one.
struct OrderRow {
  private let order: Int
  private let size: Int
  private let line: Int?
  private let payment: Int?
  private let alphabet: Int?
  private let digits: Int?
  private let due: Int?

  /// Columns that are read.
  static let names = ["order", "line_id", "payment_intent", "alphabet", "digits", "size", "due"]
  /// Most bytes of a cell.
  private static let cellLimit = 255
  /// Tokens that an order may have: below 10^18, as the service's sizes.
  private static let sizeLimit = 999_999_999_999_999_999

  /// Finds the columns of a header.
  init(_ columns: [String]) throws(SourceProblem) {
    let columns = columns.map(TableWord.normalised)
    if let twice = Self.names.first(where: { name in columns.count { $0 == name } > 1 }) {
      throw .columnTwice(twice)
    }
    func place(_ name: String) -> Int? { columns.firstIndex(of: name) }
    line = place("line_id")
    payment = place("payment_intent")
    guard let order = place("order"), let size = place("size"), line != nil || payment != nil else {
      throw .noOrders(columns)
    }
    self.order = order
    self.size = size
    alphabet = place("alphabet")
    digits = place("digits")
    due = place("due")
  }

  /// Columns of a header that are not read.
  static func unused(_ columns: [String]) -> [String] {
    columns.filter { !names.contains(TableWord.normalised($0)) }
  }

  /// The ids of a row, also of one that is no order: what they name is not without an order.
  func ids<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>
  ) -> (line: [UInt8], payment: [UInt8]) {
    (line.map { reader.bytes($0).comparedAsID } ?? [], payment.map { Array(reader.bytes($0)) } ?? [])
  }

  /// The order of a row.
  func order<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, index: Int, at location: Location
  ) throws(Unusable) -> Order {
    let name = try Self.cell(reader, order, "order")
    if name.isEmpty { throw Unusable("expected the name of an order in \(Self.shown("order"))") }
    let lineID = try Self.cell(reader, line, "line_id")
    let paymentIntent = try Self.cell(reader, payment, "payment_intent")
    if lineID.isEmpty, paymentIntent.isEmpty {
      throw Unusable("expected an id in \(Self.shown("line_id")) or in \(Self.shown("payment_intent"))")
    }
    let (idBytes, paymentBytes) = (Array(lineID.utf8), Array(paymentIntent.utf8))
    if IdentifierShape.uuid(idBytes.span.bytes) == .placeholder {
      throw Unusable("expected the id of a production line in \(Self.shown("line_id")), found a placeholder")
    }
    if IdentifierShape.paymentIntent(paymentBytes.span.bytes) == .placeholder {
      throw Unusable("expected a PaymentIntent in \(Self.shown("payment_intent")), found a placeholder")
    }
    let alphabet = try Self.cell(reader, self.alphabet, "alphabet")
    let digits = try Self.cell(reader, self.digits, "digits")
    let due = try Self.cell(reader, self.due, "due")
    var end: Timestamp?
    if !due.isEmpty {
      end = Timestamp(endOf: due)
      if end == nil {
        throw Unusable(
          """
          expected a date or a time in UTC in \(Self.shown("due")), such as \(name: "2026-01-31") or \
          \(name: "2026-01-31T12:00:00Z"), found \(data: due)
          """)
      }
    }
    return Order(
      name: name, lineID: lineID, paymentIntent: paymentIntent, alphabet: alphabet.isEmpty ? nil : alphabet,
      digits: digits.isEmpty ? nil : try Self.number(digits, "digits", limit: LineParser.digitLimits.upperBound),
      size: try Self.number(try Self.cell(reader, size, "size"), "size", limit: Self.sizeLimit), due: due,
      overdueFrom: end,
      location: location, index: index)
  }

  /// The text of a cell; empty without a column.
  private static func cell<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ column: Int?, _ name: String
  ) throws(Unusable) -> String {
    guard let column else { return "" }
    let bytes = reader.bytes(column)
    if bytes.first.map({ $0 <= 0x20 }) ?? false || bytes.last.map({ $0 <= 0x20 }) ?? false {
      throw Unusable("expected no blank at either end of \(shown(name))")
    }
    guard bytes.count <= cellLimit else {
      throw Unusable("expected at most \(cellLimit, "byte") in \(shown(name)), found \(bytes.count)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Why a row is no order.
  struct Unusable: Error {
    let reason: Prose

    init(_ reason: Prose) {
      self.reason = reason
    }
  }

  /// A whole number from 1 on, without sign, separators or leading zeros.
  private static func number(_ text: String, _ column: String, limit: Int) throws(Unusable) -> Int {
    guard let number = Int(text), (1...limit).contains(number), String(number).utf8.elementsEqual(text.utf8) else {
      throw Unusable(
        """
        expected a whole number from 1 to \(limit) in \(shown(column)), without separators, found \(data: text)
        """)
    }
    return number
  }

  private static func shown(_ column: String) -> Prose { "\(name: column)" }
}

extension SourceProblem {
  private static let printTemplate: Prose = "\(name: "tokaudit audit --print-template orders") prints the header"

  fileprivate static func noOrders(_ columns: [String]) -> SourceProblem {
    // What the header says is not shown: of a file that is no table of orders it may be a token.
    SourceProblem(
      kind: .anotherKind,
      message: """
        expected the columns \(name: "order"), \(name: "size") and \(name: "line_id") or \(name: "payment_intent"); \
        the header has \(columns.count, "column") and not all of these
        """,
      remedy: printTemplate)
  }
}
