/// The arguments of a command that are not options.
struct OperandSpec: Sendable {
  /// Their name in usage lines.
  let name: String
  /// How many there may be at most.
  let limit: Int
  /// One sentence for the help.
  let help: String

  /// How usage lines show them: always in brackets, since no command needs one.
  var usage: String { limit > 1 ? "[\(name) …]" : "[\(name)]" }
}
