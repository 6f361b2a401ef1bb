/// One command: its name, help, operands and options.
struct CommandSpec: Sendable {
  /// The word after `tokaudit`.
  let name: String
  /// One sentence for the overview.
  let summary: String
  /// Paragraphs for the command's own help.
  let discussion: [String]
  /// Commands to copy, each with what it does.
  let examples: [Example]
  /// What it takes besides options.
  let operands: OperandSpec
  /// Its own options, in the order of the help.
  let options: [OptionSpec]
  /// How it can end, and what each way means.
  let endings: [Ending]

  /// An exit code and what it means for this command.
  struct Ending: Sendable {
    /// The code.
    let code: ExitCode
    /// What it tells the caller, in one sentence without its full stop.
    let meaning: String

    /// The code, with the meaning it has everywhere unless it is said in other words.
    init(_ code: ExitCode, _ meaning: String? = nil) {
      self.code = code
      self.meaning = meaning ?? code.meaning
    }
  }

  /// A command line and what it does.
  struct Example: Sendable {
    /// The arguments after `tokaudit`, as a shell reads them.
    let command: String
    /// What it does, in one sentence.
    let effect: String
  }

  /// Its own options and those of every command.
  var allOptions: [OptionSpec] { options + CommandTable.commonOptions }

  /// The usage line without the word "Usage".
  var usage: String { "tokaudit \(name) \(operands.usage)\(options.isEmpty ? "" : " [OPTION …]")" }
}
