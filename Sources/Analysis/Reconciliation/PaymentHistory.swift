/// The matches of earlier reconciliations: which job each PaymentIntent paid then.
public struct PaymentHistory: Sendable {
  /// A job as a table of matches names it.
  struct Use: Equatable, Sendable {
    /// The id of the production line, in lower case.
    let line: [UInt8]
    let requested: String
    /// The name of the table.
    let table: String
  }

  private var uses: [[UInt8]: [Use]] = [:]
  /// The names of the tables, in the order in which they were read.
  public private(set) var tables: [String] = []

  /// No matches.
  public init() {}

  /// Adds an exported `matches.csv`.
  ///
  /// - Returns: its rows.
  /// - Throws: `SourceProblem` if it is none.
  @discardableResult
  public mutating func add<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String
  ) throws(SourceProblem) -> Int {
    var reader = CSVReader(source)
    try reader.readHeader()
    guard let idents = try reader.column("ident"), let lines = try reader.column("line_id"),
      let requests = try reader.column("requested_utc")
    else { throw .noMatches }
    var rows = 0
    while try reader.next() {
      rows += 1
      let use = Use(
        line: reader.bytes(lines).comparedAsID, requested: reader.text(requests), table: name)
      uses[Array(reader.bytes(idents)), default: []].append(use)
    }
    tables.append(name)
    return rows
  }

  /// The first use of a PaymentIntent for another job, by the name of its table.
  func other(_ ident: [UInt8], line: String, requested: Timestamp?) -> Use? {
    guard let known = uses[ident] else { return nil }
    let line = line.utf8.comparedAsID
    return known.filter { $0.line != line || $0.requested != requested?.description ?? "" }
      .min { $0.table.utf8.lexicographicallyPrecedes($1.table.utf8) }
  }
}

extension Reconciliation {
  /// Finds jobs whose payment paid another job in an earlier reconciliation.
  mutating func lookUpHistory() throws(SourceFailure) {
    guard !history.tables.isEmpty else { return }
    for (place, job) in jobs.enumerated() where job.payment >= 0 && !copies.contains(place) {
      let line = try audit.index.text(.id, of: try audit.index.entry(job.place))
      let requested = job.requested == Job.never ? nil : Timestamp(milliseconds: job.requested)
      if let use = history.other(ident(of: job), line: line, requested: requested) { usedBefore[place] = use }
    }
  }
}

extension SourceProblem {
  fileprivate static let noMatches = SourceProblem(
    kind: .anotherKind,
    message: """
      expected the columns \(name: "ident"), \(name: "line_id") and \(name: "requested_utc") of a table of matches
      """,
    remedy: "Keep the \(name: "matches.csv") of each reconciliation in that folder, and nothing else")
}
