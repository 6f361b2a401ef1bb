/// Exceptions that somebody has signed off: rows of an exported `exceptions.csv` with `accepted_by` filled in.
///
/// The table is exported with that column empty, and given back as a whole: a row accepts nothing before somebody has
/// put their name to it. It accepts what the row says, and no more: a flag that comes later, or a higher severity, is
/// not signed off. Where a table states no flags or no severity, a row covers the category alone, which is all that its
/// id tells. It is the other way round with `AcceptedFindings`.
public struct AcceptedExceptions: Sendable {
  /// A row that accepts an exception.
  public struct Row: Sendable {
    /// The fingerprint of the exception.
    public let id: Fingerprint
    /// Its category, as the table says it.
    public let category: String
    /// Its PaymentIntent; empty without one.
    public let ident: String
    /// Who has signed it off.
    public let acceptedBy: String
    /// Why; empty if nothing is said.
    public let reason: String
    /// What was signed off of it.
    let told: ToldException
    /// Whether the row says that itself, by flags and severity.
    public let statesFaults: Bool
    /// When the acceptance ends, as the table says it; empty if it does not.
    public let until: String
    /// Whether its time was over at the moment of the report.
    let isExpired: Bool
    /// Whether an exception has taken it.
    public internal(set) var isUsed = false
    /// Whether an exception has its id, and is more than what it covers.
    var isOutgrown = false
    /// Whether a row before it has the same id: the file says it again.
    let isRepeated: Bool
  }

  /// The rows with `accepted_by`, in their order.
  public internal(set) var rows: [Row] = []

  /// Reads a table to its end; rows without `accepted_by` accept nothing.
  ///
  /// - Parameter asOf: the moment of the report; nil if none was given, and then no acceptance may end.
  /// - Throws: `SourceProblem` with the place in the table.
  public init<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, asOf: Timestamp?
  ) throws(SourceProblem) {
    var reader = CSVReader(source)
    try reader.readHeader()
    guard let ids = try reader.column("exception_id"), let names = try reader.column("accepted_by") else {
      throw .noExceptions
    }
    let reasons = try reader.column("reason")
    let ends = try reader.column("until")
    let categories = try reader.column("category")
    let idents = try reader.column("ident")
    let (flags, severities) = (try reader.column("flags"), try reader.column("severity"))
    var known: Set<Fingerprint> = []
    while try reader.next() {
      let name = reader.text(names)
      if name.utf8.allSatisfy({ $0 == 0x20 }) { continue }
      guard let id = Fingerprint(reader.bytes(ids)) else {
        throw .noExceptionID(reader.text(ids), at: reader.location(of: ids))
      }
      var told = ToldException()
      let severity = severities.flatMap { Severity(rawValue: TableWord.normalised(reader.text($0))) }
      if let severity, let flags {
        let codes = TableWord.normalised(reader.text(flags)).split(separator: " ").map(String.init)
        told = ToldException(flags: FlagSet(codes: codes), severity: severity)
      }
      let end = try AcceptanceEnd(reader, ends, asOf: asOf)
      rows.append(
        Row(
          id: id, category: categories.map { reader.text($0) } ?? "", ident: idents.map { reader.text($0) } ?? "",
          acceptedBy: name, reason: reasons.map { reader.text($0) } ?? "", told: told,
          statesFaults: told.severity != nil, until: end.text, isExpired: end.isOver,
          isRepeated: !known.insert(id).inserted))
    }
  }

  /// Takes an acceptance that holds, covers an exception, and that none has taken yet: of several the one of the fewest
  /// flags, so that others are left for what is more.
  mutating func take(
    _ id: Fingerprint, _ places: inout [Fingerprint: [Int]], where covers: (ToldException) -> Bool
  ) -> Int? {
    let fitting = places[id, default: []].filter { covers(rows[$0].told) }
    guard let place = fitting.min(by: { rows[$0].told.flags.codes.count < rows[$1].told.flags.codes.count }) else {
      return nil
    }
    places[id]?.removeAll { $0 == place }
    rows[place].isUsed = true
    return place
  }

  /// Notes that acceptances which are left name an exception that they don't cover.
  ///
  /// - Returns: the first of them; nil without any.
  mutating func outgrow(_ id: Fingerprint, _ places: [Fingerprint: [Int]]) -> Int? {
    let left = places[id, default: []]
    for place in left { rows[place].isOutgrown = true }
    return left.first
  }

  /// The places of acceptances that hold, by id.
  var holding: [Fingerprint: [Int]] {
    var places: [Fingerprint: [Int]] = [:]
    for place in rows.indices where !rows[place].isExpired {
      places[rows[place].id, default: []].append(place)
    }
    return places
  }

  /// Whether it can be told which acceptances are needed: not where no payment could be read.
  var isJudged = true

  /// Acceptances that hold, and that no exception needs any more; none where that can't be told.
  public var stale: [Row] {
    isJudged ? rows.filter { !$0.isUsed && !$0.isExpired && !$0.isRepeated && !$0.isOutgrown } : []
  }

  /// Rows that say again what a row before them says, and that no second exception needs.
  public var repeated: [Row] { rows.filter { !$0.isUsed && $0.isRepeated && !$0.isOutgrown } }

  /// Acceptances of exceptions that are more by now than what was signed off.
  public var outgrown: [Row] { rows.filter(\.isOutgrown) }

  /// Acceptances that hold, and state no flags or no severity.
  public var ofCategoryOnly: [Row] { rows.filter { !$0.statesFaults && !$0.isExpired } }

  /// Acceptances whose time is over.
  public var expired: [Row] { rows.filter(\.isExpired) }
}

extension SourceProblem {
  fileprivate static let noExceptions = SourceProblem(
    kind: .anotherKind,
    message: "the table has no columns \(name: "exception_id") and \(name: "accepted_by")",
    remedy: "Fill in \(name: "accepted_by") in an exported \(name: "exceptions.csv"), and give that file")

  fileprivate static func noExceptionID(_ text: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected an exception id of 16 hexadecimal digits, found \(data: text)",
      remedy: "Copy it from the report again; a spreadsheet may have taken it for a number")
  }
}
