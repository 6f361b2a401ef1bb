/// The options of `compare`.
extension OptionSpec {
  /// Where the reports go.
  static let comparisonOutput = OptionSpec(
    "output", short: "o", .file("PATH"), repeatable: true,
    help:
      "Write a report to this file, in the format its ending names: .md, .html or .json. A path that ends with / gets "
      + "all three.")

  /// The format of the report on standard output.
  static let comparisonFormat = OptionSpec(
    "format", .choice(["markdown", "html", "json"]), standard: "markdown",
    help: "The format of the report on standard output, when there is no --output.")

  /// The catalogue of custom alphabets, saved as the lists are.
  static let comparisonAlphabets = OptionSpec(
    "alphabets", .file("FILE"),
    help: "Read custom alphabets from a saved answer of GET /api/alphabets, besides the built-in ones.")

  /// Whether a list without production lines is fine.
  static let comparisonAllowEmpty = OptionSpec(
    "allow-empty", help: "Accept a list that has no production lines; otherwise the comparison is incomplete.")

  /// Rows of each kind of change.
  static let comparisonMaxRows = OptionSpec(
    "max-rows", .integer("N", 0...Int.max), standard: "50",
    help: "Show at most this many rows of each kind of change, and of findings; all are counted.")
}
