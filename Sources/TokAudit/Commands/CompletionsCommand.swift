/// The command `completions`.
enum CompletionsCommand {
  /// Prints the completions for a shell, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    let names = Shell.allCases.map(\.rawValue)
    guard let name = parsed.operands.first else {
      throw UsageError("A shell is missing: \(names.joined(separator: ", ")).", command: parsed.command)
    }
    guard let shell = Shell(rawValue: name) else {
      let hint = Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" } ?? ""
      throw UsageError(
        "There are no completions for '\(name)', only for \(names.joined(separator: ", ")).\(hint)",
        command: parsed.command)
    }
    return Program.print(shell.completions, context)
  }
}
