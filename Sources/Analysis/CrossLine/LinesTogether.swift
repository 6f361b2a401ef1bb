/// All production lines of an audit together, once every one has been read: what cross-line rules look at.
struct LinesTogether {
  let index: LineIndex
  let lineage: Lineage
  let storage: Storage
  let settings: AuditSettings
  /// The moment at which the audit speaks: the one that was given, or the latest in the data.
  let asOf: Timestamp?
  private let context: RuleContext
  private let standings: SeverityMap
  /// Production lines that count.
  private let countedLines: Int
  private let secondReading: SecondReading?
  private let sources: SourcePlaces
  private var groups: [LineEntry.Kind: KeyGroups] = [:]
  private var censusOfCounted: EntryCensus?

  init(_ audit: Audit, _ lineage: Lineage, by auditor: Auditor) {
    index = audit.index
    self.lineage = lineage
    storage = auditor.storage
    settings = auditor.settings
    asOf = auditor.settings.asOf ?? audit.latest
    context = auditor.context
    standings = audit.standings
    countedLines = audit.productionLines
    secondReading = audit.secondReading
    sources = SourcePlaces(audit.sources)
  }

  /// The production lines that share a key and count, in groups of input order.
  mutating func sharing(_ kind: LineEntry.Kind) throws(SourceFailure) -> KeyGroups {
    if let known = groups[kind] { return known }
    let superseded = lineage.superseded
    let found = try KeyGroups(of: kind, in: index, among: lineage.suspects) { !superseded.contains($0) }
    groups[kind] = found
    return found
  }

  /// How many of the production lines that count have which keys.
  mutating func countedCensus() throws(SourceFailure) -> EntryCensus {
    if lineage.superseded.count == 0 { return index.census }
    if let censusOfCounted { return censusOfCounted }
    var census = index.census
    try lineage.superseded.visit { (place) throws(SourceFailure) in census.remove(try index.entry(place)) }
    censusOfCounted = census
    return census
  }

  /// Calls the body with every production line that counts and is not known to be finished, in input order.
  ///
  /// - Returns: how many others count.
  func forEachOpen(_ body: (Int, OpenLine) throws(SourceFailure) -> Void) throws(SourceFailure) -> Int {
    var others = countedLines
    var open = index.open
    try open.visit { (pair) throws(SourceFailure) in
      let place = Int(pair.key)
      guard isCounted(place) else { return }
      others -= 1
      try body(place, OpenLine(word: pair.value))
    }
    return others
  }

  /// What production lines that share something are compared with: the one with the earliest request, of equal ones
  /// that with the first id, then with the first key of a kind. It is the same in whatever order the inputs are read.
  ///
  /// - Returns: nil if none of them has a key of the kind.
  func first(
    of places: ArraySlice<Int>, having kind: LineEntry.Kind
  ) throws(SourceFailure) -> (place: Int, entry: LineEntry)? {
    var first: (place: Int, entry: LineEntry)?
    for place in places {
      let entry = try index.entry(place)
      guard entry.obstacle(kind) == nil else { continue }
      if let known = first, try !precedes(entry, known.entry, kind) { continue }
      first = (place, entry)
    }
    return first
  }

  private func precedes(
    _ one: LineEntry, _ other: LineEntry, _ kind: LineEntry.Kind
  ) throws(SourceFailure) -> Bool {
    let moments = [one, other].map { $0.hasRequested ? $0.requested : .max }
    if moments[0] != moments[1] { return moments[0] < moments[1] }
    for kind in [.id, kind] {
      let (mine, others) = (try index.compared(kind, of: one), try index.compared(kind, of: other))
      if mine != others { return mine.lexicographicallyPrecedes(others) }
    }
    return false
  }

  /// The source of a production line, and its 0-based place there.
  func position(of place: Int) -> (source: String, index: Int) { sources.position(of: place) }

  /// A production line as a sentence names it: its id, its source and its number there.
  func name(_ place: Int) throws(SourceFailure) -> Prose {
    let id = try index.text(.id, of: try index.entry(place))
    return id.isEmpty ? "\(whereabouts(place))" : "\(data: id) (\(whereabouts(place)))"
  }

  /// Where a production line stands.
  func whereabouts(_ place: Int) -> Prose {
    let (source, index) = position(of: place)
    return "\(data: source), number \(index + 1)"
  }

  /// Whether a finding is to be reported: not if neither production line of it counts, as both ended outside the
  /// window.
  func isReported(_ failure: CrossLineVerdicts.Failure) -> Bool {
    settings.window == nil || isCounted(failure.place) || isCounted(failure.other)
  }

  /// Whether a production line counts: it is not superseded, and not outside the window.
  func isCounted(_ place: Int) -> Bool { standings[place] != .leftOut }

  /// A production line with all its values, which must have been wanted for a comparison.
  func productionLine(_ place: Int) throws(SourceFailure) -> KeptLine {
    guard let text = try secondReading?.text(of: place) else {
      preconditionFailure("a production line that was not kept for comparison")
    }
    return try KeptLine(text, context)
  }
}
