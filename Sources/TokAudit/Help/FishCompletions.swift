/// Completions for fish.
enum FishCompletions {
  /// The script: a call of `complete` for each command, option and argument.
  static var text: String {
    var text = "# Completions of tokaudit for fish, made by: tokaudit completions fish\n"
    text += "complete -c tokaudit -f\n"
    for option in CommandTable.commonOptions { text += row("__fish_use_subcommand", option) }
    for command in CommandTable.all {
      text +=
        "complete -c tokaudit -n __fish_use_subcommand -a \(command.name) -d \(quoted(String(command.summary.dropLast())))\n"
    }
    for command in CommandTable.all {
      let condition = Shell.quoted("__fish_seen_subcommand_from \(command.name)")
      for option in command.allOptions { text += row(condition, option) }
      switch command.completion {
      case .words(let words):
        // The name of a command among its own arguments must not end them.
        let isFirst = Shell.quoted(
          "test (count (commandline -opc)) -eq 2; and __fish_seen_subcommand_from \(command.name)")
        text += "complete -c tokaudit -n \(isFirst) -a \(quoted(words.joined(separator: " ")))\n"
      case .files: text += "complete -c tokaudit -n \(condition) -F\n"
      case .list, .assignment, .folders, .nothing: break
      }
    }
    return text
  }

  private static func row(_ condition: String, _ option: OptionSpec) -> String {
    let start = "complete -c tokaudit -n \(condition)"
    let short = option.short.map { " -s \($0)" } ?? ""
    var rows = "\(start)\(short) -l \(option.long)\(value(option)) -d \(quoted(option.briefHelp))\n"
    if case .onOff = option.value {
      rows += "\(start) -l \(option.negativeName.dropFirst(2)) -d \(quoted(option.briefHelp))\n"
    }
    return rows
  }

  private static func value(_ option: OptionSpec) -> String {
    switch option.value.completion {
    case nil: ""
    case .words(let words): " -x -a \(quoted(words.joined(separator: " ")))"
    case .list(let words): " -x -a \(quoted("(__fish_append , \(words.joined(separator: " ")))"))"
    case .assignment(let keys, let words):
      " -x -a \(quoted(keys.flatMap { key in words.map { "\(key)=\($0)" } }.joined(separator: " ")))"
    case .files: " -r -F"
    case .folders: " -x -a \(quoted("(__fish_complete_directories)"))"
    case .nothing: " -x"
    }
  }

  private static func quoted(_ text: String) -> String {
    // In fish's single quotes a backslash is one before a quote or a backslash only.
    Shell.quoted(String(text.flatMap { $0 == "\\" ? ["\\", "\\"] : [$0] }))
  }
}
