import Analysis

@testable import TokAudit

/// The tables of the README and the guide, from the table of commands and the rulebook.
enum MarkdownTables {
  /// The commands, a row each.
  static func commands() -> String {
    table(["command", "what it does"], CommandTable.all.map { ["`\($0.usage)`", $0.summary] })
  }

  /// The options of a command, a row each.
  static func options(of command: CommandSpec) -> String {
    table(["option", "meaning"], command.allOptions.map { ["`\($0.signature)`", $0.fullHelp] })
  }

  /// The exit codes that the commands use, a row each.
  static func exitCodes() -> String {
    table(["code", "meaning"], CommandTable.exitCodes.map { [String($0.rawValue), $0.meaning] })
  }

  /// The rules, a row each.
  static func rules() -> String {
    table(
      ["rule", "severity", "impact", "what must hold"],
      Rulebook.all.map { ["`\($0.code)`", $0.severity.rawValue, $0.impact.rawValue, $0.title] })
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    let rule = header.map { _ in "---" }
    return ([header, rule] + rows).map { "| \($0.map(escaped).joined(separator: " | ")) |\n" }.joined()
  }

  private static func escaped(_ cell: String) -> String {
    Scalars.replacing("|", in: cell, with: "\\|")
  }
}
