import Analysis

/// Writes all reports of an audit in one pass: rows while it goes on, the rest at its end.
///
/// Only temporary files take rows at once. Rows for standard output, devices and FIFOs wait in a spool, since what has
/// gone there can't be taken back, and so do the findings of a JSON report, which begins with the outcome. A report
/// that can't be written is given up and named at the end; the others are written all the same.
struct ReportWriter: AuditObserver {
  private struct Open {
    let kind: ReportOutput.Kind
    let path: String
    let sink: any ByteSink
    let file: OutputFile?

    /// Whether rows wait until the end.
    var waits: Bool { kind == .json || file?.isTemporary != true }
  }

  private var open: [Open] = []
  private var spools: [ReportOutput.Kind: Spool] = [:]
  /// Rows of production lines that are not written yet.
  private var lineRows = CSVRows()
  /// What could not be written.
  private(set) var failures: [OutputError] = []
  let wantsCounted: Bool

  /// Bytes that are copied from a spool at a time (1 MiB).
  private static let pieceSize = 1 << 20
  /// Bytes of rows of production lines that are written together (64 KiB).
  private static let rowsAtATime = 1 << 16
  /// Bytes that most rows of findings take at most.
  private static let usualRow = 1 << 10
  /// The reports that are made of rows.
  private static let rowKinds: [ReportOutput.Kind] = [.findings, .lines, .json]

  /// Opens the reports; without any, the one on standard output.
  init(_ outputs: [ReportOutput], standard: ReportOutput.Kind, temporaries: TemporaryFiles) {
    wantsCounted = outputs.contains { $0.kind == .lines }
    if outputs.isEmpty {
      open = [Open(kind: standard, path: "standard output", sink: StandardOutput(), file: nil)]
    }
    for output in outputs {
      do throws(OutputError) {
        let file = try OutputFile(output.path, temporaries: temporaries)
        open.append(Open(kind: output.kind, path: output.path, sink: file, file: file))
      } catch { failures.append(error) }
    }
    begin()
  }

  /// Begins all reports anew, as if nothing had been written; those that have failed stay given up.
  mutating func restart() {
    attempt { (output) throws(OutputError) in try output.file?.restart() }
    begin()
  }

  mutating func add(_ finding: Finding) {
    let (isInTable, isInJSON) = (isOpen(.findings), isOpen(.json))
    guard isInTable || isInJSON else { return }
    let fingerprint = finding.fingerprint
    if isInTable {
      var rows = CSVRows(capacity: Self.usualRow)
      FindingsTable.add(finding, fingerprint: fingerprint, to: &rows)
      addRow(rows.bytes.span.bytes, to: .findings)
    }
    if isInJSON {
      var row: [UInt8] = []
      row.reserveCapacity(Self.usualRow)
      row += JSONFormat.separator(isFirst: spools[.json]?.count == 0).utf8
      JSONFormat.append(finding, fingerprint: fingerprint, to: &row)
      addRow(row.span.bytes, to: .json)
    }
  }

  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    LinesTable.add(line, context, source: source, failed: failed, to: &lineRows)
    if lineRows.bytes.count >= Self.rowsAtATime { addLineRows() }
  }

  /// Writes what is known at the end, and puts every report in its place.
  ///
  /// - Parameter payments: the section on payments, if there were any.
  mutating func finish(_ audit: Audit, settings: AuditSettings, payments: PaymentsPart? = nil) {
    addLineRows()
    var texts: [ReportOutput.Kind: String] = [:]
    if isOpen(.rates) { texts[.rates] = RatesTable.header + RatesTable.rows(audit.statistics) }
    let tokens = audit.tokens ?? TokenFigures()
    if isOpen(.quality) { texts[.quality] = QualityTable.header + QualityTable.rows(tokens.quality) }
    if isOpen(.tokenFiles) { texts[.tokenFiles] = TokenFilesTable.header + TokenFilesTable.rows(tokens.records) }
    if isOpen(.rules) { texts[.rules] = RulesTable.header + RulesTable.rows(audit, settings: settings) }
    if isOpen(.markdown) || isOpen(.html) {
      let report = AuditReport(audit, settings: settings, payments: payments).report
      if isOpen(.markdown) { texts[.markdown] = MarkdownFormat.text(of: report) }
      if isOpen(.html) { texts[.html] = HTMLFormat.text(of: report) }
    }
    if isOpen(.json) { texts[.json] = JSONFormat.head(audit, settings: settings, payments: payments) }
    let spools = spools
    attempt { (output) throws(OutputError) in
      if let text = texts[output.kind] { try output.sink.write(text) }
      if output.waits, let spool = spools[output.kind] { try Self.copy(spool, to: output) }
      if output.kind == .json { try output.sink.write(JSONFormat.tail(isEmpty: spools[.json]?.count == 0)) }
      try output.sink.finish()
    }
  }

  /// Gives all reports up; older ones stay as they are.
  mutating func discard() {
    for output in open { output.file?.discard() }
    open = []
    spools = [:]
  }

  private func isOpen(_ kind: ReportOutput.Kind) -> Bool {
    open.contains { $0.kind == kind }
  }

  private mutating func begin() {
    spools = [:]
    lineRows.removeAll()
    for kind in Self.rowKinds where open.contains(where: { $0.kind == kind && $0.waits }) { spools[kind] = Spool() }
    addRow(FindingsTable.header, to: .findings)
    addRow(LinesTable.header, to: .lines)
  }

  private mutating func addLineRows() {
    var rows = CSVRows()
    swap(&rows, &lineRows)
    addRow(rows.bytes.span.bytes, to: .lines)
    rows.removeAll()
    lineRows = rows
  }

  private mutating func addRow(_ row: String, to kind: ReportOutput.Kind) {
    addRow(Array(row.utf8).span.bytes, to: kind)
  }

  private mutating func addRow(_ row: RawSpan, to kind: ReportOutput.Kind) {
    attempt { (output) throws(OutputError) in
      if output.kind == kind, !output.waits { try output.sink.write(row) }
    }
    guard let spool = spools[kind] else { return }
    do throws(SourceFailure) { try spool.append(row) } catch {
      spools[kind] = nil
      attempt { (output) throws(OutputError) in
        if output.kind == kind, output.waits { throw OutputError(output.path, error.message) }
      }
    }
  }

  /// Does something with every report; one that fails is given up.
  private mutating func attempt(_ body: (Open) throws(OutputError) -> Void) {
    var broken: [OutputError] = []
    open.removeAll { output in
      do throws(OutputError) {
        try body(output)
        return false
      } catch {
        output.file?.discard()
        broken.append(error)
        return true
      }
    }
    failures += broken
  }

  private static func copy(_ spool: Spool, to output: Open) throws(OutputError) {
    var position = 0
    while position < spool.count {
      let bytes: [UInt8]
      do throws(SourceFailure) {
        bytes = try spool.read(at: position, count: min(pieceSize, spool.count - position))
      } catch { throw OutputError(output.path, error.message) }
      try output.sink.write(bytes)
      position += bytes.count
    }
  }
}
