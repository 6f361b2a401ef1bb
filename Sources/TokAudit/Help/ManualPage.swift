import Analysis

/// The manual page tokaudit(1), in the macros of man(7), from the table of commands.
enum ManualPage {
  /// The page.
  static var text: String {
    let common = CommandTable.commonOptions.map(option).joined()
    let commands = CommandTable.all.map(command).joined()
    return """
      .\\" Made by: tokaudit help --man
      .TH TOKAUDIT 1 "\(Version.day)" \(quoted("tokaudit \(Version.current)")) \(quoted("User Commands"))
      .SH NAME
      tokaudit \\- audit lists of tokens, and reconcile them with payments
      .SH SYNOPSIS
      .B tokaudit
      \(escaped(String(HelpText.usage.dropFirst("tokaudit ".count))))
      .SH DESCRIPTION
      \(escaped(CommandTable.purpose))
      .SH OPTIONS
      Options of every command:
      \(common).SH COMMANDS
      \(commands).SH EXIT STATUS
      \(topic(.exitCodes)).SH FORMATS
      \(topic(.formats)).SH PRIVACY
      \(topic(.privacy)).SH ENVIRONMENT
      \(environment.map { definition($0.term, $0.text) }.joined()).SH SEE ALSO
      .BR curl (1),
      .BR gzip (1)

      """
  }

  private static let environment = [
    (term: "TOKAUDIT_SESSION_KEY_FILE", text: "The file of the session key, unless --session-key-file names one."),
    (term: "CREDENTIALS_DIRECTORY", text: "A folder with the file session-key, as systemd sets it."),
    (term: "TMPDIR", text: "Where temporary files without a name are; otherwise /tmp."),
    (term: "NO_COLOR, TERM", text: "Messages have no colours if NO_COLOR is set, or TERM is dumb."),
    (term: "COLUMNS", text: "The width of help."),
    (term: "PATH", text: "Where curl and gzip are found."),
    (term: "https_proxy, all_proxy, no_proxy", text: "A proxy for https; one for http is ignored."),
  ]

  private static func command(_ command: CommandSpec) -> String {
    var text = ".SS \(quoted(command.usage))\n\(escaped(command.summary))\n"
    for paragraph in command.discussion { text += ".PP\n\(escaped(paragraph))\n" }
    text += definition(command.operands.name, command.operands.help)
    text += command.options.map(option).joined()
    for example in command.examples {
      text +=
        ".PP\nExample: \(escaped(example.effect))\n.PP\n.RS\n.EX\n\(escaped("tokaudit \(example.command)"))\n.EE\n.RE\n"
    }
    let endings = command.endings.map { "\($0.code.rawValue): \($0.meaning)" }.joined(separator: ". ")
    return text + ".PP\n\(escaped("Exit codes: \(endings)."))\n"
  }

  private static func option(_ option: OptionSpec) -> String {
    definition(option.signature, option.fullHelp)
  }

  private static func topic(_ topic: HelpTopic) -> String {
    topic.blocks.enumerated().map { number, block in
      switch block {
      case .paragraph(let text): (number == 0 ? "" : ".PP\n") + "\(escaped(text))\n"
      case .definitions(let rows): rows.map { definition($0.term, $0.text) }.joined()
      }
    }.joined()
  }

  private static func definition(_ term: String, _ text: String) -> String {
    ".TP\n.B \(quoted(term))\n\(escaped(text))\n"
  }

  /// A text as the argument of a macro.
  private static func quoted(_ text: String) -> String {
    "\"\(escaped(text, isArgument: true))\""
  }

  /// A text without anything that troff would take for more than text: also what is not ASCII is written so that every
  /// troff knows it, and a hyphen so that it can be copied.
  private static func escaped(_ text: String, isArgument: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"" where isArgument: result += "\\(dq"
      case ".", "'": result += result.isEmpty && !isArgument ? "\\&\(scalar)" : "\(scalar)"
      case _ where !scalar.isASCII:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
