/// A table that says which file holds the tokens of which part of a production line.
///
/// The table is a CSV file with the columns `line_id`, `part` and `path`, in capitals or not. An empty part, or the
/// word `latest`, is the part that the list states; numbers count from the first part. Other columns are for people. A
/// part and a path may stand once only, since one of two rows would be wrong.
public struct TokenFileMap: Sendable {
  /// A row of the table.
  public struct Row: Sendable {
    /// The production line and the part.
    public let place: TokenFileName
    /// The path as it stands.
    public let path: String
    /// Where the row begins.
    let location: Location

    /// What is wrong with it if an earlier row leads to the same file.
    public var isTwice: SourceProblem { .pathTwice(path, at: location) }
  }

  /// Bytes of a path at most, as systems have it (PATH_MAX of Linux).
  private static let pathLimit = 4_096

  /// The rows in their order.
  public private(set) var rows: [Row] = []

  /// Reads a table to its end.
  ///
  /// Memory grows with the rows.
  ///
  /// - Parameter source: the bytes, decompressed.
  /// - Throws: `SourceProblem` with the place in the table.
  public init<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, windowSize: Int = CSVReader<Source>.windowSize
  ) throws(SourceProblem) {
    var reader = CSVReader(source, windowSize: windowSize)
    try reader.readHeader()
    let ids = try TokenFileMap.column("line_id", reader)
    let parts = try TokenFileMap.column("part", reader)
    let paths = try TokenFileMap.column("path", reader)
    var places: [[UInt8]: Set<Int>] = [:]
    var seen: Set<[UInt8]> = []
    while try reader.next() {
      let id = reader.bytes(ids)
      if [id.first, id.last].contains(where: { $0.map { $0 <= 0x20 } ?? false }) {
        throw .blankID(at: reader.location)
      }
      guard let place = TokenFileName(id: reader.bytes(ids), part: reader.bytes(parts)) else {
        throw reader.bytes(ids).isEmpty || reader.bytes(ids).count > TokenFileName.idLimit
          ? .noID(at: reader.location) : .noPart(reader.text(parts), at: reader.location)
      }
      let path = Array(reader.bytes(paths))
      guard !path.isEmpty, path.count <= TokenFileMap.pathLimit, !path.contains(0) else {
        throw .noPath(at: reader.location)
      }
      guard places[place.id, default: []].insert(place.part ?? 0).inserted else {
        throw .partTwice(at: reader.location)
      }
      guard seen.insert(path).inserted else { throw .pathTwice(reader.text(paths), at: reader.location) }
      rows.append(Row(place: place, path: reader.text(paths), location: reader.nextLocation()))
    }
  }

  private static func column<Source: ByteSource & ~Copyable>(
    _ name: String, _ reader: borrowing CSVReader<Source>
  ) throws(SourceProblem) -> Int {
    guard let place = try reader.column(name, normalisedBy: TableWord.normalised) else { throw .noColumn(name) }
    return place
  }
}

extension SourceProblem {
  fileprivate static func noColumn(_ column: String) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind, message: "the table has no column \(name: column)",
      remedy: "Begin it with the row \(name: "line_id,part,path")")
  }

  fileprivate static func noID(at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected the id of a production line in \(name: "line_id"), of at most \(TokenFileName.idLimit) bytes",
      remedy: "Copy it from the list")
  }

  fileprivate static func blankID(at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location, message: "expected no blank at either end of \(name: "line_id")",
      remedy: "Remove it")
  }

  fileprivate static func noPart(_ text: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: """
        expected a number from 1 to \(TokenFileName.partLimit), \(name: "latest") or nothing in \(name: "part"), found \
        \(data: text)
        """,
      remedy: "Number the parts from the first, and leave the cell of the latest empty")
  }

  fileprivate static func noPath(at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location, message: "expected the path of a file in \(name: "path")",
      remedy: "Write it relative to the folder of the table")
  }

  fileprivate static func partTwice(at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location, message: "an earlier row names a file for the same part",
      remedy: "Remove one of them")
  }

  fileprivate static func pathTwice(_ path: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location, message: "an earlier row names the file \(data: path) too",
      remedy: "Each part has a file of its own")
  }
}
