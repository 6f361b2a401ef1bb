/// The one table of commands and options: it feeds the parser, the help and the documentation.
enum CommandTable {
  /// What the program is for.
  static let purpose =
    "tokaudit checks saved token lists of the service: whether every production line's figures agree, and what to do "
    + "about those that do not."

  /// Every command, in the order of the help.
  static let all = [audit, rules, help]

  /// Options that every command takes.
  static let commonOptions: [OptionSpec] = [.help, .version]

  /// The exit codes that the commands use, with their general meaning.
  static var exitCodes: [ExitCode] {
    ExitCode.allCases.filter { code in all.contains { $0.endings.contains { $0.code == code } } }
  }

  /// How a command ends that only prints text.
  private static let textEndings: [CommandSpec.Ending] = [
    .init(.success, "complete"), .init(.incomplete, "the text could not be written"), .init(.usage),
  ]

  /// The main job.
  static let audit = CommandSpec(
    name: "audit",
    summary: "Audit saved list answers and report what is wrong.",
    discussion: [
      "Reads saved answers of GET /api/tokens, applies every rule to every production line, and writes a report with "
        + "the answer first. Inputs may be compressed with gzip."
    ],
    examples: [
      .init(
        command: "audit export.json",
        effect: "Prints the report as Markdown."),
      .init(
        command: "audit exports/ -o report.md -o findings.csv",
        effect: "Audits every *.json and *.json.gz of a folder, and writes two reports in one pass."),
      .init(
        command: "audit --alphabets alphabets.json --fail-on warning - < export.json",
        effect: "Reads standard input, knows your own alphabets, and fails on warnings too."),
      .init(
        command: "audit exports/ --month 2026-01 --zone Europe/Berlin -o january/",
        effect: "Counts what ended in January by the clocks of Berlin, and writes all reports into one folder."),
    ],
    operands: OperandSpec(
      name: "INPUT", limit: .max,
      help: "A file, a folder (its *.json and *.json.gz, sorted by name), or - for standard input. "
        + "Without any, standard input is read, unless it is a terminal."),
    options: [
      .output, .format, .alphabets, .select, .ignore, .severity, .failOn, .accept, .previous, .from, .to, .month, .zone,
      .asOf, .stuckAfter, .expectCount, .allowEmpty, .maxRows, .rateTolerance, .reachLimit, .agreement, .threads,
      .memory,
      .digest, .sourceName, .quiet, .noProgress, .color,
    ],
    endings: [
      .init(.success), .init(.findings), .init(.incomplete), .init(.usage), .init(.refused), .init(.configuration),
    ])

  /// The rulebook.
  static let rules = CommandSpec(
    name: "rules",
    summary: "List the rules, or explain one.",
    discussion: [
      "Without a code, lists every rule with its severity. With a code, explains that rule: why it holds, an example, "
        + "what to do with the batch meanwhile, and what to ask the service."
    ],
    examples: [
      .init(command: "rules", effect: "Lists every rule."),
      .init(command: "rules data-file-size", effect: "Explains one rule."),
    ],
    operands: OperandSpec(name: "CODE", limit: 1, help: "The code of a rule, as reports name it."),
    options: [],
    endings: textEndings)

  /// The help itself.
  static let help = CommandSpec(
    name: "help",
    summary: "Show the overview, or the help of one command.",
    discussion: ["Without a command, shows the overview. With one, shows what its --help option shows."],
    examples: [.init(command: "help audit", effect: "Shows the help of audit.")],
    operands: OperandSpec(name: "COMMAND", limit: 1, help: "A command of the overview."),
    options: [],
    endings: textEndings)

  /// The command of that name.
  static func command(named name: String) -> CommandSpec? {
    all.first { $0.name == name }
  }
}
