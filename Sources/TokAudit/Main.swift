@main
struct Main {
  static func main() {
    StandardDescriptors.occupy()
    let temporaries = TemporaryFiles()
    Interruptions.watch(temporaries)
    let context = CommandContext(terminal: .current, temporaries: temporaries)
    // On Linux, Swift reads them in /proc. Where that is not mounted, every call would look like one without any, and
    // an audit that was asked for would pass with the overview.
    guard !CommandLine.arguments.isEmpty else {
      Program.messages(context).error("the arguments can't be read; is /proc mounted?")
      systemExit(.usage)
    }
    if let error = ArgumentBytes.objection() {
      Program.messages(context).write(error.text)
      systemExit(.usage)
    }
    systemExit(Program.run(Array(CommandLine.arguments.dropFirst()), context))
  }
}
