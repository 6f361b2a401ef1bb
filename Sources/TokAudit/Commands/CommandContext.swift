/// What every command needs from its surroundings.
struct CommandContext: Sendable {
  /// The terminals.
  let terminal: Terminal
  /// The temporary files to remove when the program is interrupted.
  let temporaries: TemporaryFiles
  /// Where errors are noted too, for a command that runs another one.
  var lastError: LastError?
  /// Whether it works for a job, so that messages name keys of the job in the place of options.
  var isOfJob = false
}
