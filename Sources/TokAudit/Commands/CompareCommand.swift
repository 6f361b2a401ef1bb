import Analysis

/// The command `compare`.
enum CompareCommand {
  /// Says what changed between two JSON reports, and how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    guard parsed.operands.count == 2 else {
      throw UsageError("Two JSON reports are needed, the older one first.", command: parsed.command)
    }
    do throws(InputError) {
      let sides = try (read(parsed.operands[0]), read(parsed.operands[1]))
      let comparison = ReportComparison(sides.0, sides.1)
      let code = Program.print(text(comparison), context)
      if code != .success || !comparison.isComplete { return .incomplete }
      return comparison.new.isEmpty ? .success : .findings
    } catch {
      Program.messages(context).error(error.text)
      return .incomplete
    }
  }

  private static func read(_ path: String) throws(InputError) -> ReportComparison.Side {
    try BaselineFiles.use(path) { (source) throws(SourceProblem) in try ReportComparison.Side(source) }
  }

  /// The comparison, a row for each finding that is new or resolved.
  private static func text(_ comparison: ReportComparison) -> String {
    let verdicts = [comparison.oldVerdict, comparison.newVerdict].map { $0?.rawValue.uppercased() ?? "n/a" }
    var text = "\(verdicts[0]) -> \(verdicts[1]): \(comparison.new.count) new, \(comparison.known) known, "
    text += "\(comparison.resolved.count) resolved\n"
    if !comparison.isComplete { text += "Not both audits are complete, so findings may only have been overlooked.\n" }
    for (word, findings) in [("new", comparison.new), ("resolved", comparison.resolved)] {
      for finding in findings {
        let parts = [word, "\(finding.fingerprint)", finding.rule, finding.subject, finding.field, finding.message]
        text += parts.filter { !$0.isEmpty }.map { Visible.text($0) }.joined(separator: "  ") + "\n"
      }
    }
    return text
  }
}
