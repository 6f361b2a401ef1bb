/// Completions for bash, 3.2 or later.
enum BashCompletions {
  /// The script: a function, and the call that makes bash use it.
  ///
  /// Where the function offers nothing, bash offers files. bash takes `=` for a word of its own, so `--format=json` and
  /// `--severity RULE=note` come as three words.
  static var text: String {
    """
    # Completions of tokaudit for bash, made by: tokaudit completions bash
    _tokaudit() {
      local word=${COMP_WORDS[COMP_CWORD]} last=$((COMP_CWORD - 1)) command=${COMP_WORDS[1]}
      local option= key= words= list= i
      COMPREPLY=()
      if [[ $word == = ]]; then
        word=
        key=${COMP_WORDS[last]}
      elif [[ ${COMP_WORDS[last]} == = ]]; then
        last=$((last - 1))
        key=${COMP_WORDS[last]}
      fi
      if [[ $key == -* ]]; then
        option=$key
        key=
      elif [[ -n $key ]]; then
        option=${COMP_WORDS[last - 1]}
        [[ $option == = ]] && option=${COMP_WORDS[last - 2]}
      else
        option=${COMP_WORDS[last]}
      fi
      if ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W \(Shell.quoted(first.joined(separator: " "))) -- "$word"))
        return
      fi
      case $command in
    \(CommandTable.all.map(command).joined())  esac
      if [[ -n $list ]]; then
        local before=
        [[ $word == *,* ]] && before=${word%,*},
        COMPREPLY=($(compgen -P "$before" -W "$words" -- "${word##*,}"))
        compopt -o nospace 2> /dev/null
      elif [[ -n $words ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      fi
    }
    complete -o bashdefault -o default -F _tokaudit tokaudit

    """
  }

  /// What may stand first.
  private static var first: [String] {
    CommandTable.all.map(\.name) + CommandTable.commonOptions.flatMap(\.names)
  }

  private static func command(_ command: CommandSpec) -> String {
    var text = "    \(command.name))\n      case $option in\n"
    for option in command.allOptions {
      guard let completion = option.value.completion else { continue }
      text += "        \(option.names.joined(separator: " | ")))\n"
      text += "          \(action(completion))\n          ;;\n"
    }
    let options = command.allOptions.flatMap(\.names).joined(separator: " ")
    text += """
              *)
                if [[ $word == -* ]]; then
                  words=\(Shell.quoted(options))
                else
                  \(operand(command.completion))
                fi
                ;;
            esac
            ;;

      """
    return text
  }

  /// What offers the values of an option; `return` leaves the files to bash.
  private static func action(_ completion: Completion) -> String {
    switch completion {
    case .words(let words): "words=\(Shell.quoted(words.joined(separator: " ")))"
    case .list(let words): "list=1 words=\(Shell.quoted(words.joined(separator: " ")))"
    case .assignment(let keys, let words):
      """
      if [[ -n $key ]]; then
                  words=\(Shell.quoted(words.joined(separator: " ")))
                else
                  words=\(Shell.quoted(keys.map { "\($0)=" }.joined(separator: " ")))
                  compopt -o nospace 2> /dev/null
                fi
      """
    case .files, .folders, .nothing: "return"
    }
  }

  private static func operand(_ completion: Completion) -> String {
    if case .words(let words) = completion { "words=\(Shell.quoted(words.joined(separator: " ")))" } else { "return" }
  }
}
