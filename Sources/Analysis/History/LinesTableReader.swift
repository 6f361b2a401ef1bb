/// Reads what a comparison needs of a `lines.csv` of this program.
struct LinesTableReader<Source: ByteSource & ~Copyable>: ~Copyable {
  private var table: CSVReader<Source>
  private let columns: [Int]
  private static var names: [String] {
    ["line_id", "payment_intent", "requested", "status", "progress", "alphabet", "digits", "rate"]
  }

  /// Reads the header.
  ///
  /// - Throws: `SourceProblem` if a column is missing.
  init(_ source: consuming Source) throws(SourceProblem) {
    var table = CSVReader(source)
    try table.readHeader()
    var columns: [Int] = []
    for name in Self.names {
      guard let column = try table.column(name) else {
        throw SourceProblem(
          kind: .anotherKind, message: "this is no lines.csv of tokaudit: it has no column \(name: name)",
          remedy: "Leave the files of a run as they are")
      }
      columns.append(column)
    }
    self.table = table
    self.columns = columns
  }

  /// Moves to the next row, and says whether there is one.
  mutating func next() throws(SourceProblem) -> Bool { try table.next() }

  /// The id as the table shows it.
  var line: String { table.text(columns[0]) }
  /// The PaymentIntent as the table shows it.
  var payment: String { table.text(columns[1]) }
  /// The moment of the request.
  var requested: String { table.text(columns[2]) }
  /// The status; nil if it is not known.
  var status: Status? { Status(table.bytes(columns[3]).span.bytes) }
  /// The progress; -1 if it is not known.
  var progress: Int32 { Int32(table.text(columns[4])) ?? -1 }
  /// The bytes of the alphabet's id.
  var alphabet: [UInt8] { Array(table.bytes(columns[5])) }
  /// Characters per token.
  var digits: Int? { Int(table.text(columns[6])) }
  /// Characters per second; nil if it is not known.
  var rate: Int? { Int(table.text(columns[7])) }
}
