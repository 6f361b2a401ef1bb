import Testing

@testable import TokAudit

struct HelpTextTests {
  @Test(arguments: [50, 80, 120]) func `the help of a command names every option and its help`(_ width: Int) {
    for command in CommandTable.all {
      let help = HelpText.command(command, width: width)
      let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for option in command.allOptions {
        #expect(words.contains(option.signature), "\(option.name)")
        #expect(words.contains(option.fullHelp), "\(option.name)")
      }
      for ending in command.endings { #expect(words.contains("\(ending.code.rawValue) \(ending.meaning)")) }
      for example in command.examples { #expect(help.contains("\n  tokaudit \(example.command)\n")) }
    }
  }

  @Test(arguments: [50, 60, 80, 120]) func `the help keeps to the width of the terminal`(_ width: Int) {
    let commands = CommandTable.all.map { HelpText.command($0, width: width) }
    let topics = HelpTopic.allCases.map { $0.text(width: width) }
    for help in commands + topics + [HelpText.overview(width: width)] {
      for line in help.split(separator: "\n") where !line.hasPrefix("  tokaudit ") {
        #expect(line.count <= width, "\(line)")
        #expect(line.last != " ")
      }
    }
  }

  @Test func `the overview names every command and every exit code in use`() {
    let overview = HelpText.overview(width: 80)
    for command in CommandTable.all { #expect(overview.contains("\n  \(command.name)")) }
    for code in CommandTable.exitCodes { #expect(overview.contains("\n  \(code.rawValue) ")) }
    #expect(overview.hasPrefix("tokaudit checks"))
    for topic in HelpTopic.allCases { #expect(overview.contains("\n  \(topic.rawValue)")) }
    #expect(overview.hasSuffix("for the options of a command, or 'tokaudit help\nTOPIC'.\n"))
  }

  @Test func `the help of a small command reads as a whole`() {
    #expect(
      HelpText.command(CommandTable.help, width: 80) == """
        Show the overview, the help of one command, a topic, or the manual page.

        Usage: tokaudit help [COMMAND|TOPIC] [OPTION …]

        Without a command, shows the overview. With one, shows what its --help option
        shows. The topics are exit-codes, formats, privacy.

        Examples:
          tokaudit help audit
              Shows the help of audit.
          tokaudit help privacy
              Says what is kept, shown and sent.
          tokaudit help --man > tokaudit.1
              Writes the manual page.

        Arguments:
          COMMAND|TOPIC  A command of the overview, or a topic.

        Options:
              --man      Print all of it as a manual page, for man -l or a folder man1.
          -h, --help     Show this help.
              --version  Show the version.

        Exit codes:
          0   complete
          2   the text could not be written
          64  the command line is wrong; nothing was read or written

        """)
  }

  @Test func `the tables of the README have every option, with bars escaped`() {
    let table = MarkdownTables.options(of: CommandTable.audit)
    #expect(table.hasPrefix("| option | meaning |\n| --- | --- |\n| `-o, --output PATH` | Write"))
    #expect(table.contains("| `--format markdown\\|html\\|json\\|csv` | The format"))
    #expect(table.split(separator: "\n").count == CommandTable.audit.allOptions.count + 2)
    #expect(MarkdownTables.commands().contains("| `tokaudit audit [INPUT …] [OPTION …]` | Audit"))
    #expect(MarkdownTables.exitCodes().contains("| 64 | "))
  }
}
