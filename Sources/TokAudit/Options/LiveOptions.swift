/// The options for reading from the service.
extension OptionSpec {
  /// All that say how to ask.
  static let live: [OptionSpec] = [
    .sessionKeyFile, .connectTimeout, .timeout, .deadline, .retries, .maxBytes, .cacert, .insecureHTTP,
  ]

  /// The file of the session key.
  static let sessionKeyFile = OptionSpec(
    "session-key-file", .file("FILE"),
    help: "Read the session key for URLs from this file, instead of one that the environment names, or a prompt. The "
      + "key itself is never an argument.")

  /// How long connecting may take.
  static let connectTimeout = OptionSpec(
    "connect-timeout", .duration, standard: "10s", help: "Give an attempt up if no connection stands after this time.")

  /// How long nothing may arrive.
  static let timeout = OptionSpec(
    "timeout", .duration, standard: "1m", help: "Give an attempt up if nothing arrives for this time.")

  /// How long everything may take.
  static let deadline = OptionSpec(
    "deadline", .duration, standard: "15m",
    help: "Give up after this time in all, attempts and waiting together.")

  /// How often to try again.
  static let retries = OptionSpec(
    "retries", .integer("N", 0...100), standard: "5",
    help: "Try this many times again if the service can't be reached or answers with HTTP status 408, 429 or 5xx; an "
      + "audit does so only before the first byte of the list.")

  /// How large an answer may be.
  static let maxBytes = OptionSpec(
    "max-bytes", .size("SIZE"), standard: "8GiB", help: "Give up if an answer has more bytes, decompressed.")

  /// Whom to trust.
  static let cacert = OptionSpec(
    "cacert", .file("FILE"),
    help: "Trust the certificates in this PEM file instead of the system's. The server's certificate is always checked."
  )

  /// Whether the key may travel unprotected.
  static let insecureHTTP = OptionSpec(
    "insecure-http",
    help: "Send the session key over plain http to another computer too, where everybody on the way can read it.")

  /// Where the answer is kept.
  static let save = OptionSpec(
    "save", .file("FILE"),
    help: "Keep the answer of the URL in this file, byte for byte, if it is whole; with one URL among the inputs only.")

  /// Whether a broken answer is kept.
  static let keepPartial = OptionSpec(
    "keep-partial", help: "Keep an answer that is not whole too, in FILE.partial.")

  /// Which answer to fetch.
  static let what = OptionSpec(
    "what", .choice(LiveAddress.What.allCases.map(\.rawValue)), standard: "tokens",
    help: "What to fetch: the list of production lines, the alphabets, or the data of all production lines that are "
      + "ended, finished or analyzed, which are their token files.")

  /// Where a fetched answer goes.
  static let fetchOutput = OptionSpec(
    "output", short: "o", .file("FILE|DIR"),
    help: "The file for the answer, which is written only if the answer is whole; with --what data, the folder for the "
      + "token files.")

  /// How many token files come at once.
  static let parallel = OptionSpec(
    "parallel", .integer("N", 1...16), standard: "4", help: "With --what data, fetch this many token files at once.")

  /// Where the list goes that names the token files.
  static let saveList = OptionSpec(
    "save", .file("FILE"),
    help: "With --what data, keep the list that names the token files in this file, byte for byte, if it is whole.")
}
