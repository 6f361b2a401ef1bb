import Analysis

/// The command `compare`.
enum CompareCommand {
  /// Says what changed between two JSON reports or two lists, and how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    guard parsed.operands.count == 2 else {
      throw UsageError("Two JSON reports or two lists are needed, the older one first.", command: parsed.command)
    }
    let areReports: [Bool]
    do throws(InputError) {
      areReports = try parsed.operands.map { (path) throws(InputError) in try isReport(path) }
    } catch {
      Program.messages(context).error(error.text)
      return .incomplete
    }
    if areReports[0] != areReports[1] {
      throw UsageError(
        "One of the two is a JSON report, the other is not. Name two reports, or two lists.", command: parsed.command)
    }
    if !areReports[0] { return try ListComparer(parsed, context, Program.messages(context)).run() }
    if parsed.isGiven(.alphabets) {
      throw UsageError(
        "'\(OptionSpec.alphabets.name)' is for two lists; reports are compared as they are.", command: parsed.command)
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

  /// Whether a file begins as a JSON report does.
  private static func isReport(_ path: String) throws(InputError) -> Bool {
    guard path != "-", path.hasSuffix(".json") || path.hasSuffix(".json.gz") else { return false }
    let name = InputNames.shown(for: [path])[0]
    let stream = try InputSource(name: name, place: .path(path), storedByteCount: nil).open()
    var source = StreamSource(stream)
    var buffer = [UInt8](repeating: 0, count: 256)
    var filled = 0
    while filled < buffer.count, let count = try? source.read(into: &buffer, at: filled, count: buffer.count - filled) {
      if count == 0 { break }
      filled += count
    }
    let text = String(decoding: buffer[..<filled].drop { $0 != UInt8(ascii: "{") }.dropFirst(), as: UTF8.self)
    return text.drop { $0.isWhitespace }.hasPrefix(#""schemaVersion""#)
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
    for sentence in comparison.ruleChanges { text += "rules  \(Visible.text(sentence))\n" }
    for finding in comparison.new {
      text += row(comparison.isFromRules(new: finding) ? "new, not tested before" : "new", finding)
    }
    for finding in comparison.resolved {
      text += row(comparison.isFromRules(resolved: finding) ? "gone, no longer tested" : "resolved", finding)
    }
    return text
  }

  private static func row(_ word: String, _ finding: PreviousFinding) -> String {
    let parts = [word, "\(finding.fingerprint)", finding.rule, finding.subject, finding.field, finding.message]
    return parts.filter { !$0.isEmpty }.map { Visible.text($0) }.joined(separator: "  ") + "\n"
  }
}
