import Analysis

/// Writes all reports of an audit in one pass: rows while it goes on, the rest at its end.
///
/// A report that can't be written is given up and named at the end; the others are written all the same.
struct ReportWriter: AuditObserver {
  private struct Open {
    let kind: ReportOutput.Kind
    let sink: any ByteSink
    let file: OutputFile?
  }

  private var open: [Open] = []
  /// What could not be written.
  private(set) var failures: [OutputError] = []
  let wantsLines: Bool

  /// Opens the reports; without any, the one on standard output.
  init(_ outputs: [ReportOutput], standard: ReportOutput.Kind, temporaries: TemporaryFiles) {
    wantsLines = outputs.contains { $0.kind == .lines }
    if outputs.isEmpty { open = [Open(kind: standard, sink: StandardOutput(), file: nil)] }
    for output in outputs {
      do throws(OutputError) {
        let file = try OutputFile(output.path, temporaries: temporaries)
        open.append(Open(kind: output.kind, sink: file, file: file))
      } catch { failures.append(error) }
    }
    for kind in [ReportOutput.Kind.findings, .lines] {
      write(kind == .findings ? FindingsTable.header : LinesTable.header, to: kind)
    }
  }

  mutating func add(_ finding: Finding) {
    guard open.contains(where: { $0.kind == .findings }) else { return }
    write(FindingsTable.row(finding), to: .findings)
  }

  mutating func add(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    write(LinesTable.row(line, context, source: source, failed: failed), to: .lines)
  }

  /// Writes what is known at the end, and puts every report in its place.
  mutating func finish(_ audit: Audit, settings: AuditSettings) {
    if open.contains(where: { $0.kind == .rules }) {
      write(RulesTable.header + RulesTable.rows(audit, settings: settings), to: .rules)
    }
    if open.contains(where: { $0.kind == .markdown }) {
      write(MarkdownFormat.text(of: AuditReport(audit, settings: settings).report), to: .markdown)
    }
    for output in open {
      do throws(OutputError) {
        if let file = output.file { try file.commit() } else { try (output.sink as? StandardOutput)?.flush() }
      } catch { failures.append(error) }
    }
  }

  mutating func restart() {}

  /// Gives all reports up; older ones stay as they are.
  mutating func discard() {
    for output in open { output.file?.discard() }
    open = []
  }

  private mutating func write(_ text: String, to kind: ReportOutput.Kind) {
    var broken: [OutputError] = []
    open.removeAll { output in
      guard output.kind == kind else { return false }
      do throws(OutputError) { try output.sink.write(text) } catch {
        broken.append(error)
        return true
      }
      return false
    }
    failures += broken
  }
}
