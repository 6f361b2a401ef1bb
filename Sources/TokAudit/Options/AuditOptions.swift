/// The options of `audit`, and those of every command.
extension OptionSpec {
  /// Where the reports go.
  static let output = OptionSpec(
    "output", short: "o", .file("PATH"), repeatable: true,
    help: "Write a report to this file, in the format its ending names: .md, .html, .json or .csv. A path that ends "
      + "with / gets the whole bundle. findings:FILE.csv, lines:FILE.csv, rates:FILE.csv and rules:FILE.csv choose a "
      + "table; with token files, quality:FILE.csv and token-files:FILE.csv too.")

  /// The format of the report on standard output.
  static let format = OptionSpec(
    "format", .choice(["markdown", "html", "json", "csv"]), standard: "markdown",
    help: "The format of the report on standard output, when there is no --output.")

  /// The catalogue of custom alphabets.
  static let alphabets = OptionSpec(
    "alphabets", .file("FILE|URL"),
    help: "Read custom alphabets from an answer of GET /api/alphabets, saved or live, besides the built-in ones.")

  /// The folder of token files.
  static let data = OptionSpec(
    "data", .folder("FOLDER"),
    help:
      "Hold the token files of this folder against the list. They are named by the id of their production line, ID, "
      + "ID.csv or ID.txt for the latest part, ID.part1.csv and so on for the parts counted from the first, each with or "
      + "without .gz. No token is ever shown.")

  /// The table of token files.
  static let dataMap = OptionSpec(
    "data-map", .file("FILE"),
    help:
      "Hold the token files of this table against the list, instead of a folder: a CSV file with the columns line_id, "
      + "part (empty for the latest) and path, relative to the folder of the table.")
  /// Lists that were saved before.
  static let earlier = OptionSpec(
    "earlier", .file("LIST"), repeatable: true,
    help:
      "Where token files of earlier parts are missing, take the checksum after those parts from this earlier list, a file "
      + "or a folder.")

  /// Whether tokens of different production lines are compared.
  static let uniqueAcross = OptionSpec(
    "unique-across",
    help:
      "Count tokens that different production lines of one alphabet and characters per token share: a warning, which reads "
      + "all token files once more.")

  /// The rules to apply.
  static let select = OptionSpec(
    "select", .list("RULE"), repeatable: true, help: "Apply these rules only.")

  /// The rules to leave out.
  static let ignore = OptionSpec(
    "ignore", .list("RULE"), repeatable: true, help: "Leave these rules out.")

  /// Other severities for rules.
  static let severity = OptionSpec(
    "severity", .assignment("RULE", ["error", "warning", "note", "off"]), repeatable: true,
    help: "Give a rule another severity.")

  /// The severity from which on the audit fails.
  static let failOn = OptionSpec(
    "fail-on", .choice(["error", "warning", "never"]), standard: "error",
    help: "End with exit code 1 when there is a finding of this severity or a higher one.")

  /// Findings that were signed off.
  static let accept = OptionSpec(
    "accept", .file("FILE"),
    help: "Accept the findings whose fingerprints this CSV file lists, such as rows of an exported findings.csv: they "
      + "stay listed, but don't count. A column until ends an acceptance, judged by --as-of.")

  /// The report to compare with.
  static let previous = OptionSpec(
    "previous", .file("REPORT.json"),
    help: "Compare with this earlier JSON report: which findings are new, known, or resolved.")

  /// The time that counts as now.
  static let asOf = OptionSpec(
    "as-of", .text("TIME"),
    help: "Report times later than this one, such as 2026-01-31T12:00:00Z, as being in the future. It takes the forms "
      + "of --from; of a date, its beginning counts. Default: the latest time in the data, so that none is.")

  /// Whether a source without production lines is fine.
  static let allowEmpty = OptionSpec(
    "allow-empty",
    help: "Accept an input that has no production lines, payments without a single row, and a window that leaves "
      + "none; otherwise the audit is incomplete.")

  /// The length of tables in the Markdown report.
  static let maxRows = OptionSpec(
    "max-rows", .integer("N", 0...Int.max), standard: "50",
    help: "Show at most this many rows of each finding in the report for people; the CSV report has all.")

  /// How far a stated rate may be off before it is worth a warning.
  static let rateTolerance = OptionSpec(
    "rate-tolerance", .integer("PERCENT", 0...1_000), standard: "15",
    help: "How many percent slower than its stated rate a job may have run, before rate-plausible warns.")

  /// The bytes that one job may take.
  static let reachLimit = OptionSpec(
    "reach-limit", .integer("BYTES", 1...Int.max), standard: "1048576",
    help: "How many bytes of tokens the service lets one job take.")

  /// The agreement whose limits apply.
  static let agreement = OptionSpec(
    "agreement", .choice(["basic"]), help: "Check the limits of this agreement with the service too.")

  /// How many threads judge production lines.
  static let threads = OptionSpec(
    "threads", .integer("N", 1...256),
    help: "Judge production lines with this many threads. The result is the same. Default: one for each processor.")

  /// How much memory the comparison of production lines may take.
  static let memory = OptionSpec(
    "memory", .size("SIZE"), standard: "256MB",
    help: "Remember production lines for comparison in this much memory, such as 512MB or 2GiB; what is beyond goes to "
      + "temporary files. The result is the same.")

  /// Whether each input's SHA-256 is stated.
  static let digest = OptionSpec(
    "digest", .onOff,
    help:
      "State the SHA-256 of each input in the report, which takes longer. Default: --no-digest for lists, --digest for "
      + "token files.")

  /// The name of standard input in reports.
  static let sourceName = OptionSpec(
    "source-name", .text("NAME"), help: "The name that standard input has in reports.")

  /// Whether a clean audit says nothing.
  static let quiet = OptionSpec(
    "quiet", short: "q", help: "Say nothing on standard error unless something is wrong.")

  /// Whether progress is never shown.
  static let noProgress = OptionSpec(
    "no-progress", help: "Show no progress. It is shown only on a terminal anyway.")

  /// Whether messages are coloured.
  static let color = OptionSpec(
    "color", .choice(["auto", "always", "never"]), standard: "auto",
    help: "Colour messages. auto does so on a terminal, unless NO_COLOR is set or TERM is dumb.")

  /// Shows help instead of running.
  static let help = OptionSpec("help", short: "h", help: "Show this help.")

  /// Shows the version instead of running.
  static let version = OptionSpec("version", help: "Show the version.")
}
