import Testing

@testable import Analysis
@testable import TokAudit

/// What a report says of the options that it was made with.
struct OptionsInReportsTests {
  /// Options that can change what an audit finds, each with a value that is not its default.
  private static let telling = [
    "alphabets": "a.json", "data": "tokens", "data-map": "map.csv", "earlier": "old.json", "unique-across": nil,
    "orders": "orders.csv", "payments": "payments.csv", "select": "data-file-size", "ignore": "data-file-size",
    "severity": "data-file-size=note", "fail-on": "warning", "accept": "accepted.csv", "previous": "old.json",
    "from": "2026-01-01", "to": "2026-01-31", "month": "2026-01", "as-of": "2026-01-31T00:00:00Z", "stuck-after": "2h",
    "expect-count": "7", "allow-empty": nil, "max-rows": "3", "rate-tolerance": "20", "reach-limit": "9",
    "agreement": "basic",
  ]

  /// Options that can't: where reports go, how the machine is used, how an answer is got and kept. What a zone changes
  /// is said in UTC, the name of standard input stands with it, and digests are shown.
  private static let silent: Set<String> = [
    "output", "format", "zone", "threads", "memory", "digest", "source-name", "print-template", "save", "keep-partial",
    "quiet", "no-progress", "color",
  ]

  private func changes(_ options: [String]) throws -> [String] {
    guard case .run(let parsed) = try ArgumentParser.parse(["audit"] + options + ["list.json"]) else {
      throw UsageError("not a command to run")
    }
    return try AuditRequest(parsed).settings.changes
  }

  @Test(arguments: CommandTable.audit.options.map(\.long))
  func `what can change a result is told`(_ name: String) throws {
    guard let value = Self.telling[name] else {
      #expect(Self.silent.contains(name) || OptionSpec.live.contains { $0.long == name }, "is it told or not?")
      return
    }
    let told = try changes(["--\(name)"] + [value].compactMap(\.self))
    #expect(!told.isEmpty)
    #expect(try changes([]).isEmpty)
  }

  @Test(arguments: [
    (["--select", "rate-plausible,data-file-size"], ["--select data-file-size,rate-plausible"]),
    (["--select", "agreement-limits"], ["--select agreement-limits"]),
    (
      ["--select", "data-file-size", "--severity", "rate-plausible=note"],
      ["--select data-file-size,rate-plausible", "--severity rate-plausible=note"]
    ),
    (
      ["--ignore", "data-file-size,line-id-unique"],
      ["--severity data-file-size=off", "--severity line-id-unique=off"]
    ),
    (["--agreement", "basic"], ["--severity agreement-limits=warning"]),
  ])
  func `rules are told by what is shorter, those that are on or those that are off`(
    _ options: [String], _ told: [String]
  ) throws {
    #expect(try Set(changes(options)) == Set(told))
    #expect(try changes(told.flatMap { $0.split(separator: " ").map(String.init) }) == changes(options))
  }

  @Test func `an address is told without its secrets`() throws {
    #expect(
      try changes(["--alphabets", "https://me:secret@host/a?key=secret"]) == ["--alphabets https://host/a"])
  }
}
