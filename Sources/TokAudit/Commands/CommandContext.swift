/// What every command needs from its surroundings.
struct CommandContext: Sendable {
  /// The terminals.
  let terminal: Terminal
  /// The temporary files to remove when the program is interrupted.
  let temporaries: TemporaryFiles
}
