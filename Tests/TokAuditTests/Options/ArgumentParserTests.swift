import Testing

@testable import TokAudit

struct ArgumentParserTests {
  @Test func `no arguments ask for the overview`() throws {
    guard case .overview = try ArgumentParser.parse([]) else {
      Issue.record("no overview")
      return
    }
  }

  @Test(arguments: [
    ["--output", "a.md"], ["--output=a.md"], ["-o", "a.md"], ["-oa.md"], ["-o=a.md"], ["-qo", "a.md"], ["-qoa.md"],
  ])
  func `a value follows its option in every usual form`(_ form: [String]) throws {
    for arguments in [["audit"] + form + ["x.json"], ["audit", "x.json"] + form] {
      let parsed = try run(arguments)
      #expect(parsed.values(.output) == ["a.md"])
      #expect(parsed.operands == ["x.json"])
    }
  }

  @Test func `two dashes end the options and one dash is an operand`() throws {
    let parsed = try run(["audit", "-", "--", "-q", "--help", "--"])
    #expect(parsed.operands == ["-", "-q", "--help", "--"])
    #expect(!parsed.flag(.quiet))
  }

  @Test func `values have their defaults until they are given`() throws {
    let plain = try run(["audit"])
    #expect(plain.value(.format) == "markdown")
    #expect(plain.integer(.maxRows) == 50)
    #expect(plain.integer(.rateTolerance) == 15)
    #expect(plain.integer(.reachLimit) == 1_048_576)
    #expect(plain.value(.alphabets) == nil)
    #expect(!plain.isGiven(.maxRows))
    let given = try run(["audit", "--max-rows=0", "--format", "csv"])
    #expect(given.integer(.maxRows) == 0)
    #expect(given.value(.format) == "csv")
    #expect(given.isGiven(.maxRows))
  }

  @Test func `lists are split at commas and may be repeated`() throws {
    let parsed = try run(["audit", "--select", "line-id,data-file-size", "--select=rate-possible"])
    #expect(parsed.values(.select) == ["line-id", "data-file-size", "rate-possible"])
  }

  @Test func `a code of reconcile is no rule of audits, and a table of token files needs some`() throws {
    for (options, reason) in [
      (["--severity", "no-payment=warning"], "It is a code of 'tokaudit reconcile', not a rule of audits."),
      (["-o", "quality:q.csv"], "name them with '--data' or '--data-map'"),
      (["-o", "token-files:t.csv"], "asks for a table of token files, 't.csv'"),
    ] {
      guard case .run(let parsed) = try ArgumentParser.parse(["audit", "a.json"] + options) else { return }
      let error = #expect(throws: UsageError.self) { try AuditRequest(parsed) }
      #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }
  }

  @Test func `severities are rules with their levels`() throws {
    let parsed = try run(["audit", "--severity", "a-rule=off", "--severity=b-rule=note"])
    #expect(parsed.assignments(.severity).map(\.key) == ["a-rule", "b-rule"])
    #expect(parsed.assignments(.severity).map(\.word) == ["off", "note"])
  }

  @Test func `a switch can be switched off`() throws {
    #expect(try run(["audit", "--digest"]).flag(.digest))
    #expect(try !run(["audit", "--no-digest"]).flag(.digest, default: true))
    #expect(try run(["audit"]).flag(.digest, default: true))
    #expect(try run(["audit", "-q", "--quiet"]).flag(.quiet))
  }

  @Test(arguments: [
    ["help", "audit"], ["audit", "-h"], ["audit", "x", "--bogus", "--help"], ["-h", "audit"], ["audit", "-qh"],
    ["audit", "-o", "-h"],
  ])
  func `help can be asked for anywhere`(_ arguments: [String]) throws {
    guard case .help(let command) = try ArgumentParser.parse(arguments) else {
      Issue.record("no help")
      return
    }
    #expect(command.name == "audit")
  }

  @Test(arguments: [["--version"], ["audit", "x", "--version"], ["--version", "x"]])
  func `the version can be asked for anywhere`(_ arguments: [String]) throws {
    guard case .version = try ArgumentParser.parse(arguments) else {
      Issue.record("no version")
      return
    }
  }

  @Test(arguments: [
    (["adit"], "Unknown command 'adit'. Did you mean 'audit'?"),
    (
      ["frobnicate"],
      "Unknown command 'frobnicate'. The commands are: audit, fetch, reconcile, run, compare, "
        + "schedule, rules, completions, help."
    ),
    (["x.json"], "Unknown command 'x.json'. To audit that file: tokaudit audit x.json"),
    (
      ["help", "nonsense"],
      "There is no command and no topic 'nonsense'. The topics are: exit-codes, formats, privacy. "
        + "'tokaudit help' lists the commands."
    ),
    (["help", "rule"], "Unknown command 'rule'. Did you mean 'rules'?"),
    (["--quiet", "audit"], "The option '--quiet' belongs after its command: tokaudit audit --quiet …"),
    (["-"], "A command must come before '-': tokaudit audit -"),
    (["--versoin"], "Unknown option '--versoin'. Did you mean '--version'?"),
    (["audit", "--fail-onn", "x"], "Unknown option '--fail-onn'. Did you mean '--fail-on'?"),
    (["audit", "--outptu=x"], "Unknown option '--outptu'. Did you mean '--output'?"),
    (["audit", "--no-digset"], "Unknown option '--no-digset'. Did you mean '--no-digest'?"),
    (["audit", "--zebra"], "Unknown option '--zebra'."),
    (["audit", "-x"], "Unknown option '-x'."),
    (["audit", "--max-rows"], "Missing value for '--max-rows N'."),
    (
      ["audit", "-o", "-q"],
      "Missing value for '-o PATH', before '-q'. A value that starts with - is written '-o=VALUE'."
    ),
    (["audit", "--quiet=yes"], "The option '--quiet' takes no value, but 'yes' was given."),
    (["audit", "-q=yes"], "The option '-q' takes no value, but 'yes' was given."),
    (["audit", "--digest", "--no-digest"], "'--digest' and '--no-digest' exclude each other."),
    (
      ["audit", "--max-rows", "1", "--max-rows=2"],
      "The option '--max-rows' was given twice, as '1' and as '2'."
    ),
    (
      ["audit", "--max-rows", "many"],
      "The value 'many' is invalid for '--max-rows N'. Please provide a whole number of 0 or more."
    ),
    (
      ["audit", "--max-rows=99999999999999999999"],
      "The value '99999999999999999999' is invalid for '--max-rows N'. Please provide a whole number of 0 or more, "
        + "up to 9223372036854775807."
    ),
    (
      ["audit", "--rate-tolerance=+5"],
      "The value '+5' is invalid for '--rate-tolerance PERCENT'. Please provide a whole number from 0 to 1000."
    ),
    (
      ["audit", "--format", "xml"],
      "The value 'xml' is invalid for '--format markdown|html|json|csv'. Please provide one of 'markdown', 'html', 'json' or 'csv'."
    ),
    (
      ["audit", "--format", "markdwon"],
      "The value 'markdwon' is invalid for '--format markdown|html|json|csv'. Did you mean 'markdown'?"
    ),
    (
      ["audit", "--severity", "rule"],
      "The value 'rule' is invalid for '--severity RULE=error|warning|note|off'. "
        + "Please write RULE=error|warning|note|off."
    ),
    (
      ["audit", "--severity", "rule=warnin"],
      "The value 'rule=warnin' is invalid for '--severity RULE=error|warning|note|off'. Did you mean 'warning'?"
    ),
    (
      ["audit", "--select=a,,b"],
      "The value 'a,,b' is invalid for '--select RULE,…'. Please name each RULE, separated by single commas."
    ),
    (["audit", "--output="], "The value '' is invalid for '--output PATH'. It must not be empty."),
    (["rules", "a", "b"], "Unexpected argument 'b'."),
  ])
  func `a wrong command line says what is wrong and what is meant`(_ arguments: [String], _ message: String) {
    let error = #expect(throws: UsageError.self) { _ = try ArgumentParser.parse(arguments) }
    #expect(error?.message == message)
  }

  @Test func `a usage error shows the usage of its command and where to read more`() {
    let error = #expect(throws: UsageError.self) { _ = try ArgumentParser.parse(["audit", "--\u{1B}[2J"]) }
    #expect(
      error?.text == """
        Error: Unknown option '--\\u{001B}[2J'.
        Usage: tokaudit audit [INPUT …] [OPTION …]
          See 'tokaudit audit --help' for more information.

        """)
  }

  @Test func `an option that is not given has the default of its command, whoever asks`() {
    let parsed = ParsedCommand(command: CommandTable.reconcile, operands: [], given: [:])
    let other = OptionSpec("max-rows", .integer("N", 0...9), standard: "7", help: "")
    #expect(parsed.integer(other) == 50)
    #expect(ParsedCommand(command: CommandTable.run, operands: [], given: [:]).integer(other) == 7)
  }

  private func run(_ arguments: [String]) throws -> ParsedCommand {
    guard case .run(let parsed) = try ArgumentParser.parse(arguments) else {
      throw UsageError("not a command to run")
    }
    return parsed
  }
}
