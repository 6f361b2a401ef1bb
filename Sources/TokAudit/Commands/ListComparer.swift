import Analysis

/// Audits two lists, and compares them.
struct ListComparer {
  private let parsed: ParsedCommand
  private let context: CommandContext
  private let messages: Messages

  init(_ parsed: ParsedCommand, _ context: CommandContext, _ messages: Messages) {
    self.parsed = parsed
    self.context = context
    self.messages = messages
  }

  /// Why there is no comparison; it has been said.
  struct Failure: Error {
    let code: ExitCode
  }

  /// Says what changed.
  func run() throws(UsageError) -> Result<ComparisonReport, Failure> {
    var catalogue = AlphabetCatalogue()
    var settings = AuditSettings()
    settings.maxRows = parsed.integer(.comparisonMaxRows) ?? settings.maxRows
    settings.allowEmpty = parsed.flag(.comparisonAllowEmpty)
    if let path = parsed.value(.comparisonAlphabets) {
      let source = InputSource(name: InputNames.shown(path), place: .path(path), storedByteCount: nil)
      switch AlphabetsInput.read(source, settings, messages) {
      case .failed(let code): return .failure(Failure(code: code))
      case .read(let read): for alphabet in read.alphabets { catalogue.add(alphabet) }
      }
    }
    let auditor = Auditor(
      catalogue: catalogue, settings: settings, storage: Storage(budget: Storage.defaultBudget) { Spool() })
    let names = InputNames.shown(for: parsed.operands)
    var lines = auditor.lineComparison()
    var first = Baseline()
    var old = Listener(lines: lines, side: .older)
    let oldAudit = try audit(parsed.operands[0], auditor, &old, &first)
    lines = old.lines
    lines.end(.older)
    var new = Listener(lines: lines, side: .newer)
    var baseline: Baseline
    do throws(SourceProblem) { baseline = Baseline(previous: try report(oldAudit, old, settings)) } catch {
      return fail(error)
    }
    var newAudit = try audit(parsed.operands[1], auditor, &new, &baseline)
    do throws(SourceProblem) { newAudit.baseline = try baseline.summary(of: newAudit, settings) } catch {
      return fail(error)
    }
    new.lines.end(.newer)
    let report = ComparisonReport(
      .init(name: names[0], audit: oldAudit), .init(name: names[1], audit: newAudit), new.lines, settings: settings)
    for source in oldAudit.sources + newAudit.sources {
      messages.errors(source.problems, of: source.name)
    }
    return .success(report)
  }

  private func fail(_ problem: SourceProblem) -> Result<ComparisonReport, Failure> {
    messages.error(problem.text.plain)
    return .failure(Failure(code: .incomplete))
  }

  private func audit(
    _ operand: String, _ auditor: Auditor, _ listener: inout Listener, _ baseline: inout Baseline
  ) throws(UsageError) -> Audit {
    let inputs = try Inputs([operand], command: parsed.command)
    let progress = Progress(
      total: inputs.storedByteCount, messages: messages, terminal: context.terminal, isWanted: true)
    var run = AuditRun(auditor, inputs, wantsDigest: false, progress: progress)
    return run.run(&listener, &baseline)
  }

  /// The older audit as a report to compare with.
  private func report(
    _ audit: Audit, _ listener: Listener, _ settings: AuditSettings
  ) throws(SourceProblem) -> PreviousReport {
    let spool = Spool()
    do throws(SourceFailure) {
      if let failure = listener.failure { throw failure }
      try spool.append(Array(JSONFormat.head(audit, settings: settings).utf8).span.bytes)
      var position = 0
      while position < listener.findings.count {
        let piece = try listener.findings.read(at: position, count: min(1 << 20, listener.findings.count - position))
        try spool.append(piece.span.bytes)
        position += piece.count
      }
      try spool.append(Array(JSONFormat.tail(isEmpty: listener.findings.count == 0).utf8).span.bytes)
    } catch { throw SourceProblem(error) }
    return try PreviousReport(StoreSource(spool), keepingIn: Spool())
  }
}

/// Hears one of the two lists.
private struct Listener: RunObserver {
  var lines: LineComparison
  let side: ComparedSide
  /// The findings as rows of a JSON report.
  let findings = Spool()
  private(set) var failure: SourceFailure?

  var wantsCounted: Bool { false }
  var wantsEvery: Bool { true }

  init(lines: LineComparison, side: ComparedSide) {
    self.lines = lines
    self.side = side
  }

  mutating func restart() {
    lines.restart(side)
    findings.removeAll()
  }

  mutating func add(_ finding: Finding) {
    guard side == .older, failure == nil else { return }
    let row = JSONFormat.separator(isFirst: findings.count == 0) + JSONFormat.row(finding)
    do throws(SourceFailure) { try findings.append(Array(row.utf8).span.bytes) } catch { failure = error }
  }

  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {}

  mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {
    lines.hear(line, context, of: side)
  }
}
