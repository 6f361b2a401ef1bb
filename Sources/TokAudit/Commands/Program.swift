import Analysis

/// The whole program, from its arguments to its exit code.
enum Program {
  /// Runs what the arguments, without the program's name, ask for.
  static func run(_ arguments: [String], _ context: CommandContext) -> ExitCode {
    do throws(UsageError) {
      switch try ArgumentParser.parse(arguments) {
      case .overview: return print(HelpText.overview(width: context.terminal.helpWidth), context)
      case .help(let command): return print(HelpText.command(command, width: context.terminal.helpWidth), context)
      case .topic(let topic): return print(topic.text(width: context.terminal.helpWidth), context)
      case .manual: return print(ManualPage.text, context)
      case .version: return print("tokaudit \(Version.current)\n", context)
      case .run(let parsed): return try run(parsed, context)
      }
    } catch {
      messages(context).write(error.text)
      return .usage
    }
  }

  private static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    switch parsed.command.name {
    case CommandTable.audit.name:
      if parsed.operands.isEmpty, context.terminal.input {
        // Waiting for a terminal's input looks like a hang, and an audit of nothing must not succeed.
        messages(context).write(HelpText.command(parsed.command, width: context.terminal.helpWidth))
        return .usage
      }
      return try AuditCommand.run(parsed, context)
    case CommandTable.fetch.name: return try FetchCommand.run(parsed, context)
    case CommandTable.reconcile.name:
      if parsed.operands.isEmpty, context.terminal.input, !parsed.isGiven(.printTemplate) {
        messages(context).write(HelpText.command(parsed.command, width: context.terminal.helpWidth))
        return .usage
      }
      return try ReconcileCommand.run(parsed, context)
    case CommandTable.run.name: return try RunCommand.run(parsed, context)
    case CommandTable.compare.name: return try CompareCommand.run(parsed, context)
    case CommandTable.schedule.name: return try ScheduleCommand.run(parsed, context)
    case CommandTable.completions.name: return try CompletionsCommand.run(parsed, context)
    case CommandTable.rules.name: return try RulesCommand.run(parsed, context)
    default: preconditionFailure("\(parsed.command.name) is in the table, but nothing runs it")
    }
  }

  /// Prints a text, and says how that ended.
  static func print(_ text: String, _ context: CommandContext) -> ExitCode {
    do throws(OutputError) {
      let output = StandardOutput()
      try output.write(text)
      try output.finish()
      return .success
    } catch {
      messages(context).error(error.message)
      return .incomplete
    }
  }

  /// For messages before the options are known.
  static func messages(_ context: CommandContext) -> Messages {
    Messages(quiet: false, color: .auto, terminal: context.terminal)
  }
}
