/// The one table of commands and options: it feeds the parser, the help and the documentation.
enum CommandTable {
  /// What the program is for.
  static let purpose =
    "tokaudit checks token lists of the service, saved or live: whether every production line's figures agree, and what to do "
    + "about those that do not."

  /// Every command, in the order of the help.
  static let all = [audit, fetch, reconcile, run, compare, schedule, rules, completions, help]

  /// Options that every command takes.
  static let commonOptions: [OptionSpec] = [.help, .version]

  /// The exit codes that the commands use, with their general meaning.
  static var exitCodes: [ExitCode] {
    ExitCode.allCases.filter { code in all.contains { $0.endings.contains { $0.code == code } } }
  }

  /// Where the key comes from and goes to.
  private static let sessionKey =
    "The session key is in the file of --session-key-file, or of the variable TOKAUDIT_SESSION_KEY_FILE, or in "
    + "session-key in the folder CREDENTIALS_DIRECTORY; otherwise a terminal is asked. It goes to the named server only: "
    + "redirects are not followed."

  /// The main job.
  static let audit = CommandSpec(
    name: "audit",
    summary: "Audit saved or live list answers and report what is wrong.",
    discussion: [
      "Reads answers of GET /api/tokens, applies every rule to every production line, and writes a report with "
        + "the answer first. Inputs may be compressed with gzip.",
      "A URL is asked by the system's curl while it is audited. \(sessionKey)",
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
        command: "audit export.json --data tokens/",
        effect: "Reads the token files too: whether they have what the list states."),
      .init(
        command: "audit export.json --orders orders.csv",
        effect: "Answers too whether everything was delivered as ordered."),
      .init(
        command: "audit https://localhost:8443/ --session-key-file key --save export.json",
        effect: "Asks the service for /api/tokens, audits the answer while it comes, and keeps it."),
      .init(
        command: "audit exports/ --month 2026-01 --zone Europe/Berlin -o january/",
        effect: "Counts what ended in January by the clocks of Berlin, and writes all reports into one folder."),
    ],
    operands: OperandSpec(
      name: "INPUT", limit: .max,
      help:
        "A file, a folder (its *.json and *.json.gz, sorted by name), - for standard input, or a URL; one that ends "
        + "with its host or with / gets api/tokens. Without any, standard input is read, unless it is a terminal."),
    options: [
      .output, .format, .alphabets, .data, .dataMap, .earlier, .uniqueAcross, .orders, .auditPayments, .select, .ignore,
      .severity, .failOn, .accept, .previous,
      .from,
      .to, .month, .zone, .asOf, .stuckAfter, .expectCount, .allowEmpty, .maxRows, .rateTolerance, .reachLimit,
      .agreement, .threads, .memory, .digest, .sourceName, .auditTemplate,
    ] + OptionSpec.live + [.save, .keepPartial, .quiet, .noProgress, .color],
    endings: [
      .init(.success), .init(.findings), .init(.incomplete), .init(.usage), .init(.temporary), .init(.refused),
      .init(.configuration),
    ])

  /// Saving an answer.
  static let fetch = CommandSpec(
    name: "fetch",
    summary: "Save a live answer, byte for byte, if it is whole, or the token files.",
    discussion: [
      "Asks the service and writes the answer to a file only if it is one whole document of the right kind. Where it "
        + "breaks off, it is asked for again from its beginning. The production lines are not judged.",
      "With --what data, asks for the list, then for the token file of every production line that is ended, finished or "
        + "analyzed. A file gets its name, ID.csv, only when it has as many bytes as the list states, and the time at which "
        + "it was complete; by both the next fetch knows what is there already. The file of an earlier part, which was complete "
        + "before the job was requested, is kept as ID.part1.csv and so on. Any other file with other bytes than the "
        + "service's is left as it is, and named. Only you can read the folder and the files.",
      sessionKey,
    ],
    examples: [
      .init(
        command: "fetch https://localhost:8443/ -o export.json --session-key-file key",
        effect: "Saves the answer of /api/tokens."),
      .init(
        command: "fetch https://localhost:8443/ --what alphabets -o alphabets.json --session-key-file key",
        effect: "Saves the answer of /api/alphabets."),
      .init(
        command: "fetch https://localhost:8443/ --what data -o tokens/ --save export.json --session-key-file key",
        effect: "Saves the token files that are not in the folder yet, and the list."),
    ],
    operands: OperandSpec(
      name: "URL", limit: 1,
      help: "The address of the service; one that ends with its host or with / gets api/tokens or api/alphabets."),
    options: [.fetchOutput, .what, .parallel, .saveList] + OptionSpec.live + [
      .keepPartial, .quiet, .noProgress, .color,
    ],
    endings: [
      .init(.success, "the answer, or every token file, is whole and saved"),
      .init(
        .incomplete, "the answer, or a token file, is not whole, or not what was asked for, or could not be saved"),
      .init(.usage),
      .init(
        .temporary,
        "the service could not be reached for now, or another fetch into the folder is not finished; "
          + "nothing was saved, try again later"), .init(.refused),
      .init(.configuration, "a file named by an option is bad"),
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

  /// The command of that name.
  static func command(named name: String) -> CommandSpec? {
    all.first { $0.name == name }
  }
}
