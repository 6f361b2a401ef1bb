/// `token-files.csv`: a row for each token file that was read to its end.
public enum TokenFilesTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "line_id", "part", "file", "bytes", "tokens", "sha256", "stated_hash", "agrees",
  ])

  /// All rows; of the latest part, `part` is empty. `agrees` is `yes`, or empty where that can't be told.
  public static func rows(_ records: [TokenFileRecord]) -> String {
    records.map { record in
      CSVFormat.row([
        .text(record.lineID), record.part.map { .number($0) } ?? .empty, .text(record.name), .number(record.bytes),
        .number(record.tokens), record.digest.map { .text($0) } ?? .empty, record.stated.map { .text($0) } ?? .empty,
        record.agrees == true ? .text("yes") : .empty,
      ])
    }.joined()
  }
}
