#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

@main
struct Main {
  static func main() {
    StandardDescriptors.occupy()
    let temporaries = TemporaryFiles()
    Interruptions.watch(temporaries)
    let context = CommandContext(terminal: .current, temporaries: temporaries)
    let code = Program.run(Array(CommandLine.arguments.dropFirst()), context)
    exit(code.rawValue)
  }
}
