/// What a command line asks for.
enum Invocation {
  /// The help of the whole program.
  case overview
  /// The help of one command.
  case help(CommandSpec)
  /// A topic of the help.
  case topic(HelpTopic)
  /// The manual page.
  case manual
  /// The version.
  case version
  /// A command to run.
  case run(ParsedCommand)
}
