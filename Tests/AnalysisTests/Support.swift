@testable import Analysis

/// Hears everything and keeps it.
struct Recorder: AuditObserver {
  var findings: [Finding] = []
  var lines: [(line: ProductionLine, failed: [String])] = []
  /// The rows of `lines.csv`, and those of all production lines, also outside the window.
  var table = CSVRows()
  var wholeTable = CSVRows()
  var wantsCounted = true
  var wantsEvery: Bool { wantsCounted }

  mutating func add(_ finding: Finding) {
    findings.append(finding)
  }

  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    lines.append((line, failed))
    LinesTable.add(line, context, source: source, failed: failed, to: &table)
  }

  mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {
    LinesTable.add(line, context, source: "", failed: [], to: &wholeTable)
  }

  /// Rule codes with the places in the source on which they failed.
  var codes: [String] { findings.map { "\($0.rule.code)@\($0.index)" } }
}

/// Bytes of a source, to be read at any place.
final class RereadableMemory: RereadableBytes {
  private let bytes: [UInt8]
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
  var count: Int { bytes.count }
  func read(at offset: Int, count: Int) throws(SourceFailure) -> [UInt8] { Array(bytes[offset..<(offset + count)]) }
}

/// Audits bytes as a source would be, in a window and in pieces of any size.
func audit(
  _ bytes: [UInt8], catalogue: AlphabetCatalogue = AlphabetCatalogue(), settings: AuditSettings = AuditSettings(),
  windowSize: Int = 1 << 16, piece: Int = .max
) -> (audit: Audit, heard: Recorder) {
  audit(
    [("test.json", bytes)], catalogue: catalogue, settings: settings, windowSize: windowSize, piece: piece)
}

/// Audits several sources, and a second time where that is needed.
func audit(
  _ sources: [(name: String, bytes: [UInt8])], catalogue: AlphabetCatalogue = AlphabetCatalogue(),
  settings: AuditSettings = AuditSettings(), storage: Storage = Storage(), workers: Workers = Workers(),
  windowSize: Int = 1 << 16, piece: Int = .max, baseline known: Baseline = Baseline(), wantsCounted: Bool = true,
  recalls: Bool = false
) -> (audit: Audit, heard: Recorder) {
  let reopen: Auditor.Reopening = { RereadableMemory(sources[$0].bytes) }
  let auditor = Auditor(
    catalogue: catalogue, settings: settings, storage: storage, workers: workers, reopen: recalls ? reopen : nil)
  var baseline = known
  func read(into audit: inout Audit) -> Recorder {
    var recorder = Recorder(wantsCounted: wantsCounted)
    baseline = known
    for (name, bytes) in sources {
      auditor.audit(
        MemorySource(bytes, piece: piece), name: name, into: &audit, windowSize: windowSize, baseline: &baseline,
        observer: &recorder)
    }
    return recorder
  }
  var audit = Audit()
  var recorder = read(into: &audit)
  if var again = auditor.relate(&audit) {
    recorder = read(into: &again)
    audit = again
  }
  auditor.judgeTogether(&audit, baseline: &baseline, observer: &recorder)
  return (audit, recorder)
}

func audit(
  _ text: String, settings: AuditSettings = AuditSettings(), windowSize: Int = 1 << 16, piece: Int = .max
) -> (audit: Audit, heard: Recorder) {
  audit(Array(text.utf8), settings: settings, windowSize: windowSize, piece: piece)
}

/// A list answer of these production lines.
func list(_ lines: [ExampleLine]) -> String {
  #"{"links":{"self":"/api/tokens"},"data":[\#(lines.map(\.json).joined(separator: ","))]}"#
}

/// The problems of the only source, each as its kind and offset.
func problems(_ audit: Audit) -> [String] {
  audit.sources.flatMap(\.problems).map { problem in
    "\(problem.kind)" + (problem.location.map { " at \($0.offset) (\($0.row):\($0.column))" } ?? "")
  }
}
