/// A JSON report of an earlier audit: how often it has each finding, and the findings themselves, kept aside.
///
/// Findings that were accepted then are findings too: they are in it, and a later audit may find them again. They are
/// known for as long as they are accepted.
public struct PreviousReport {
  /// How often the report has each finding, and since when.
  let counts: [Fingerprint: KnownFinding]
  /// Whether that audit was complete.
  let isComplete: Bool
  /// What the findings are about.
  let watched: WatchedSubjects
  /// How that audit judged its rules, and the version that did.
  let rules: RuleSetChange.Side
  private let store: any ByteStore

  /// Reads a report to its end, and keeps its findings in a store, which must be empty.
  ///
  /// - Parameters:
  ///   - source: the bytes, decompressed.
  ///   - day: the day of that audit, `YYYY-MM-DD`, since which findings are open that were new in it; empty if it is
  ///     not known.
  ///   - store: where the findings wait until it is known which of them are resolved.
  /// - Throws: `SourceProblem` if it is no whole report of a form that is known.
  public init<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, of day: String = "", keepingIn store: any ByteStore, windowSize: Int = 1 << 20
  ) throws(SourceProblem) {
    var counts: [Fingerprint: KnownFinding] = [:]
    var watched = WatchedSubjects()
    var reader = PreviousReportReader<PreviousFinding.Draft, Source>(source, windowSize: windowSize)
    // What is kept is a report again, so the same reader reads it back.
    try PreviousReport.keep(
      #"{"schemaVersion":\#(JSONFormat.schemaVersion),"tool":{"name":"tokaudit"},"findings":["#, in: store)
    var isFirst = true
    while let finding = try reader.next() {
      counts[finding.fingerprint, default: KnownFinding()].add(
        since: finding.openSince.isEmpty ? day : finding.openSince, wasAccepted: finding.wasAccepted)
      watched.add(finding)
      if !isFirst { try PreviousReport.keep(",", in: store) }
      isFirst = false
      try PreviousReport.keep(reader.rowBytes, in: store)
    }
    try PreviousReport.keep("]}", in: store)
    self.counts = counts
    self.watched = watched
    self.store = store
    rules = (reader.rules, reader.toolVersion)
    isComplete = reader.verdict != Outcome.incomplete.rawValue
  }

  /// The findings in their order.
  var findings: PreviousReportReader<PreviousFinding.Draft, StoreSource> {
    PreviousReportReader(StoreSource(store))
  }

  private static func keep(_ text: String, in store: any ByteStore) throws(SourceProblem) {
    try keep(Array(text.utf8)[...], in: store)
  }

  private static func keep(_ bytes: ArraySlice<UInt8>, in store: any ByteStore) throws(SourceProblem) {
    do throws(SourceFailure) { try store.append(bytes.span.bytes) } catch { throw SourceProblem(error) }
  }
}
