/// Completions for zsh, by its function `_arguments`.
enum ZshCompletions {
  /// The file `_tokaudit`, which can also be read with `source`.
  static var text: String {
    """
    #compdef tokaudit
    # Completions of tokaudit for zsh, made by: tokaudit completions zsh

    \(CommandTable.all.map(function).joined(separator: "\n"))
    _tokaudit() {
      local context state line
      local -a commands
      typeset -A opt_args
      commands=(
    \(CommandTable.all.map { "    \(Shell.quoted("\($0.name):\(escaped(String($0.summary.dropLast()), ":"))"))\n" }.joined())  )
      _arguments -C \\
    \(CommandTable.commonOptions.map { "    \(specification($0)) \\\n" }.joined())    '1: :->command' '*:: :->rest'
      case $state in
        command) _describe -t commands command commands ;;
        rest) (( $+functions[_tokaudit_$words[1]] )) && _tokaudit_$words[1] ;;
      esac
    }

    if [[ $funcstack[1] == _tokaudit ]]; then
      _tokaudit "$@"
    else
      compdef _tokaudit tokaudit
    fi

    """
  }

  private static func function(_ command: CommandSpec) -> String {
    let operand = ":\(escaped(command.operands.name, ":")):\(action(command.completion))"
    let operands =
      command.operands.limit == 1 ? Shell.quoted("1\(operand)") : Shell.quoted("*\(operand)")
    return """
      _tokaudit_\(command.name)() {
        _arguments -s -S \\
      \(command.allOptions.map { "    \(specification($0)) \\\n" }.joined())    \(operands)
      }

      """
  }

  /// `'(-o --output)'{-o+,--output=}'[help]:PATH:_files'`, where each may stand once.
  private static func specification(_ option: OptionSpec) -> String {
    let names = option.names
    let help = Shell.quoted("[\(escaped(option.briefHelp, "[]"))]" + value(option))
    let others = option.isRepeatable ? Shell.quoted("*") : Shell.quoted("(\(names.joined(separator: " ")))")
    let marked = names.map { name in
      guard option.takesValue else { return name }
      return name.hasPrefix("--") ? "\(name)=" : "\(name)+"
    }
    // Braces around a single word are no list for the shell.
    return marked.count == 1 ? "\(others)\(marked[0])\(help)" : "\(others){\(marked.joined(separator: ","))}\(help)"
  }

  private static func value(_ option: OptionSpec) -> String {
    guard let completion = option.value.completion, let placeholder = option.value.placeholder else { return "" }
    return ":\(escaped(placeholder, ":")):\(action(completion))"
  }

  private static func action(_ completion: Completion) -> String {
    switch completion {
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .list(let words): "_sequence compadd - \(words.joined(separator: " "))"
    case .assignment(let keys, let words):
      "{ if compset -P \"*=\"; then compadd - \(words.joined(separator: " ")); "
        + "else compadd -S = -q - \(keys.joined(separator: " ")); fi }"
    case .files: "_files"
    case .folders: "_files -/"
    case .nothing: " "
    }
  }

  /// A text with a backslash before each of the characters, and before a backslash.
  private static func escaped(_ text: String, _ characters: String) -> String {
    String(text.flatMap { characters.contains($0) || $0 == "\\" ? ["\\", $0] : [$0] })
  }
}
