/// The commands that only print text.
extension CommandTable {
  /// How a command ends that only prints text.
  static let textEndings: [CommandSpec.Ending] = [
    .init(.success, "complete"), .init(.incomplete, "the text could not be written"), .init(.usage),
  ]

  /// What makes a shell complete command lines.
  static let completions = CommandSpec(
    name: "completions",
    summary: "Print what makes a shell complete commands, options and their values.",
    discussion: [
      "bash reads it with source, or from the folder of its completions; zsh from a file _tokaudit in a folder of fpath; "
        + "fish from its folder completions."
    ],
    examples: [
      .init(
        command: "completions bash > ~/.local/share/bash-completion/completions/tokaudit",
        effect: "Installs them for bash."),
      .init(
        command: "completions fish > ~/.config/fish/completions/tokaudit.fish", effect: "Installs them for fish."),
    ],
    operands: OperandSpec(name: "SHELL", limit: 1, help: "One of bash, zsh and fish."),
    options: [],
    endings: textEndings)

  /// The help itself.
  static let help = CommandSpec(
    name: "help",
    summary: "Show the overview, the help of one command, a topic, or the manual page.",
    discussion: [
      "Without a command, shows the overview. With one, shows what its --help option shows. The topics are "
        + "\(HelpTopic.allCases.map(\.rawValue).joined(separator: ", "))."
    ],
    examples: [
      .init(command: "help audit", effect: "Shows the help of audit."),
      .init(command: "help privacy", effect: "Says what is kept, shown and sent."),
      .init(command: "help --man > tokaudit.1", effect: "Writes the manual page."),
    ],
    operands: OperandSpec(name: "COMMAND|TOPIC", limit: 1, help: "A command of the overview, or a topic."),
    options: [.manual],
    endings: textEndings)
}

extension OptionSpec {
  /// Whether the manual page is printed.
  static let manual = OptionSpec("man", help: "Print all of it as a manual page, for man -l or a folder man1.")
}
