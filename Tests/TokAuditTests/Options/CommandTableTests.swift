import Testing

@testable import TokAudit

struct CommandTableTests {
  @Test func `names are unique within a command`() {
    #expect(Set(CommandTable.all.map(\.name)).count == CommandTable.all.count)
    for command in CommandTable.all {
      #expect(Set(command.allOptions.map(\.long)).count == command.allOptions.count)
      let letters = command.allOptions.compactMap(\.short)
      #expect(Set(letters).count == letters.count)
    }
  }

  @Test func `every default is a value that the option accepts`() {
    for option in CommandTable.all.flatMap(\.allOptions) {
      if let standard = option.standard { #expect(option.value.objection(to: standard) == nil, "\(option.name)") }
    }
  }

  @Test func `no file or folder is a standard stream`() {
    let options = CommandTable.all.flatMap(\.options)
    let paths = options.filter { [.files, .folders].contains($0.value.completion) }
    #expect(
      Set(paths.map(\.long)).isSuperset(of: ["output", "orders", "payments", "data", "previous", "accept", "save"]))
    for option in paths {
      #expect(option.value.objection(to: "-")?.contains("standard input") == true, "\(option.name)")
      #expect(option.value.objection(to: "-x.json") == nil, "\(option.name)")
    }
  }

  @Test func `every example can be parsed`() throws {
    for command in CommandTable.all {
      for example in command.examples {
        let words = example.command.split(separator: " ").map(String.init).prefix { !["<", ">"].contains($0) }
        #expect(throws: Never.self, "\(example.command)") { try ArgumentParser.parse(Array(words)) }
      }
    }
  }

  @Test func `every text is a sentence`() {
    for command in CommandTable.all {
      let texts =
        [command.summary, command.operands.help] + command.discussion + command.examples.map(\.effect)
        + command.allOptions.map(\.fullHelp)
      for text in texts { #expect(text.hasSuffix("."), "\(text)") }
    }
  }

  @Test func `the exit codes are the documented ones`() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 64, 75, 77, 78])
  }
}
