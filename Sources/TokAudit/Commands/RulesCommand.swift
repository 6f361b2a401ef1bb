import Analysis

/// The command `rules`.
enum RulesCommand {
  /// Prints the rules or one entry of the rulebook, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    guard let code = parsed.operands.first else { return Program.print(list, context) }
    guard let rule = Rulebook.explanation(of: code) else {
      let hint = unknown(code, among: Rulebook.all + Rulebook.reconciliation)
      throw UsageError("There is no rule '\(code)'. \(hint)", command: parsed.command)
    }
    return Program.print(entry(rule, width: context.terminal.helpWidth), context)
  }

  /// What to say of a code that does not exist.
  static func unknown(_ code: String, among rules: [RuleInfo] = Rulebook.all) -> String {
    if Rulebook.reconciliation.contains(where: { $0.code == code }) {
      return "It is a code of 'tokaudit \(CommandTable.reconcile.name)', not a rule of audits."
    }
    if let near = Spelling.nearest(to: code, among: rules.map(\.code)) { return "Did you mean '\(near)'?" }
    return "'tokaudit rules' lists all."
  }

  /// Every rule, a row each.
  static var list: String {
    let rules = Rulebook.all + Rulebook.reconciliation
    let width = rules.map(\.code.count).max() ?? 0
    return rules.map { rule in
      let code = rule.code + String(repeating: " ", count: width - rule.code.count)
      let severity = rule.severity.rawValue
      return "\(code)  \(severity)\(String(repeating: " ", count: 7 - severity.count))  \(rule.title)\n"
    }.joined()
  }

  /// What is to be done, which a reconciliation puts into sentences and tables of its own, as a sentence.
  private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : "\(text)." }

  /// One entry in full.
  static func entry(_ rule: RuleInfo, width: Int) -> String {
    var text = "\(rule.code): \(rule.title)\n\n"
    text += "Severity: \(rule.severity.rawValue). Impact: \(rule.impact.rawValue). "
    text += "Who acts: \(rule.owner == .service ? "the service" : rule.owner == .you ? "you" : "this tool's makers").\n"
    let parts = [
      ("Basis", rule.basis.text), ("Why", rule.why), ("Example", rule.example), ("Meanwhile", sentence(rule.meanwhile)),
      ("Ask", rule.ask),
    ]
    for (title, body) in parts {
      text += "\n\(title)\n" + "  \(TextLayout.wrap(body, width: width, indent: 2))\n"
    }
    guard let all = Rulebook.examples(of: rule.code) else { return text }
    for (title, examples) in [
      ("Passes", all.good), ("Fails", all.bad), ("Not testable", all.notTestable),
    ] where !examples.isEmpty {
      text += "\n\(title)\n"
      for example in examples {
        text += "  - \(TextLayout.wrap(Visible.text(example.description), width: width, indent: 4))\n"
      }
    }
    return text
  }
}
