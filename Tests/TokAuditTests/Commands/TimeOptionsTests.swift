import Testing

@testable import TokAudit

/// The options of time as a person meets them. Zones are tested in processes of their own, since TZ is one per process.
struct TimeOptionsTests {
  private static let sample = "\(Repository.root)/SampleData/every-alphabet-and-status.json"

  private func run(_ arguments: [String], environment: [String] = []) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["audit", Self.sample] + arguments, environment: environment)
  }

  /// The options that the report names, which are moments of UTC.
  private func options(_ arguments: [String], environment: [String] = []) throws -> String {
    let result = try run(arguments + ["--allow-empty"], environment: environment)
    let options = result.output.split(separator: "options: ", maxSplits: 1).last?.prefix { $0 != "\n" } ?? ""
    return options.filter { $0 != "`" }.split(separator: ", --allow-empty").first.map(String.init) ?? result.errors
  }

  static let hasDatabase = ["/usr/share/zoneinfo", "/var/db/timezone/zoneinfo"].contains {
    FileNames.isReadable("\($0)/America/Sao_Paulo")
  }

  static let zones: [(zone: String, arguments: [String], options: String)] = [
    // Summer time begins: a day of 23 hours, and a clock that skips 02:00 to 03:00.
    (
      "Europe/Berlin", ["--from", "2026-03-29", "--to", "2026-03-29"],
      "--from 2026-03-28T23:00:00.000Z, --to 2026-03-29T22:00:00.000Z"
    ),
    ("Europe/Berlin", ["--from", "2026-03-29T02:30:00.500"], "--from 2026-03-29T01:00:00.000Z"),
    // It ends: a month with an hour more, and a clock that shows 02:00 to 03:00 twice.
    ("Europe/Berlin", ["--month", "2026-10"], "--from 2026-09-30T22:00:00.000Z, --to 2026-10-31T23:00:00.000Z"),
    ("Europe/Berlin", ["--from", "2026-10-25T02:30:00.500"], "--from 2026-10-25T00:30:00.500Z"),
    ("Europe/Berlin", ["--from", "2026-10-25T03:00"], "--from 2026-10-25T02:00:00.000Z"),
    // A day that begins at 01:00, as a beginning and as an end.
    ("America/Sao_Paulo", ["--from", "2017-10-15"], "--from 2017-10-15T03:00:00.000Z"),
    ("America/Sao_Paulo", ["--to", "2017-10-14"], "--to 2017-10-15T03:00:00.000Z"),
    // A midnight that comes twice, and a day that never was.
    ("America/Havana", ["--from", "2024-11-03"], "--from 2024-11-03T04:00:00.000Z"),
    ("Pacific/Apia", ["--from", "2011-12-30"], "--from 2011-12-30T10:00:00.000Z"),
    // Half hours, leap days, ends of years, and times beyond 32 bits.
    ("Asia/Kolkata", ["--month", "2026-12"], "--from 2026-11-30T18:30:00.000Z, --to 2026-12-31T18:30:00.000Z"),
    ("Europe/Berlin", ["--month", "2028-02"], "--from 2028-01-31T23:00:00.000Z, --to 2028-02-29T23:00:00.000Z"),
    ("Europe/Berlin", ["--to", "2026-12-31"], "--to 2026-12-31T23:00:00.000Z"),
    ("Europe/Berlin", ["--from", "2040-07-01"], "--from 2040-06-30T22:00:00.000Z"),
    // What ends with Z is a moment of UTC everywhere, and a bare date of --as-of is its beginning.
    ("Europe/Berlin", ["--from", "2026-07-01T00:00Z"], "--from 2026-07-01T00:00:00.000Z"),
    ("Europe/Berlin", ["--as-of", "2026-07-01"], "--as-of 2026-06-30T22:00:00.000Z"),
  ]

  @Test(.enabled(if: hasDatabase, "there is no time zone database"), arguments: zones)
  func `a local time becomes the moment that the clocks of its zone show`(
    zone: String, arguments: [String], expected: String
  ) throws {
    #expect(try options(arguments + ["--zone", zone]) == expected)
    // The computer's own zone changes nothing.
    #expect(try options(arguments + ["--zone", zone], environment: ["TZ=Asia/Tokyo"]) == expected)
  }

  @Test func `without a zone, times are those of UTC wherever the computer is`() throws {
    for environment in [[], ["TZ=Asia/Tokyo"]] {
      #expect(
        try options(["--month", "2026-12"], environment: environment)
          == "--from 2026-12-01T00:00:00.000Z, --to 2027-01-01T00:00:00.000Z")
      #expect(try options(["--to", "2028-02-28"], environment: environment) == "--to 2028-02-29T00:00:00.000Z")
    }
  }

  @Test func `ways to say the same give the same report`() throws {
    let month = try run(["--month", "2024-03"]).output
    #expect(!month.isEmpty)
    #expect(try run(["--from", "2024-03-01", "--to", "2024-03-31"]).output == month)
    #expect(try run(["--from=2024-03-01T00:00Z", "--to=2024-04-01T00:00:00.000", "--zone", "UTC"]).output == month)
    #expect(try run(["--stuck-after", "90m"]).output == run(["--stuck-after", "1h30m"]).output)
    #expect(try run(["--stuck-after", "60m"]).output == run([]).output)
  }

  @Test(
    .enabled(if: hasDatabase, "there is no time zone database"),
    arguments: [
      ("Europe/Berln", "Did you mean 'Europe/Berlin'?"), ("berlin", "Did you mean 'Europe/Berlin'?"),
      ("new york", "Did you mean 'America/New_York'?"), ("../zoneinfo/Europe/Berlin", "It is no name"),
      ("/usr/share/zoneinfo/Europe/Berlin", "It is no name"), ("localtime", "It is no name"),
      ("Europe", "It is no name"), ("zone.tab", "It is no name"), ("CET-1CEST", "It is no name"),
      ("right/Europe/Berlin", "Did you mean 'Europe/Berlin'?"),
    ])
  func `a zone that is not known is refused`(name: String, message: String) throws {
    let result = try run(["--zone", name])
    #expect(result.ending == .exited(64))
    #expect(result.errors.contains("The value '\(name)' is invalid for '--zone'. \(message)"), "\(result.errors)")
  }

  @Test func `without a database only UTC works, and the message says so`() throws {
    let folder = TemporaryFolder()
    let environment = ["TZDIR=\(folder.path)"]
    let refused = try run(["--zone", "Europe/Berlin"], environment: environment)
    #expect(refused.ending == .exited(64))
    #expect(refused.errors.contains("no time zone database in \(folder.path)"))
    #expect(refused.errors.contains("or use UTC"))
    #expect(
      try options(["--from", "2026-01-01", "--zone", "UTC"], environment: environment)
        == "--from 2026-01-01T00:00:00.000Z")
  }

  @Test(.enabled(if: hasDatabase, "there is no time zone database"))
  func `a damaged zone is not taken for UTC`() throws {
    let folder = TemporaryFolder()
    _ = try Command.run(
      "sh",
      [
        "-c",
        "for d in /usr/share/zoneinfo /var/db/timezone/zoneinfo; do "
          + "cp $d/UTC '\(folder.path)' && head -c 500 $d/Europe/Berlin > '\(folder("Berlin"))' && exit; done",
      ])
    #expect(folder.names == ["Berlin", "UTC"])
    #expect(try run(["--zone", "Berlin"], environment: ["TZDIR=\(folder.path)"]).ending == .exited(64))
  }

  static let wrong: [(arguments: [String], message: String)] = [
    (["--from", "2026-02-30"], "It must be a date or a time, such as"),
    (["--to", "soon"], "It must be a date or a time"),
    (["--month", "2026-13"], "It must be a month, such as 2026-01."),
    (["--month", "2026-01", "--to", "2026-02"], "'--month' and '--to' exclude each other."),
    (["--month", "2026-01", "--from", "2026-01-01"], "'--month' and '--from' exclude each other."),
    (["--from", "2026-01-02", "--to", "2026-01-01"], "which is not after its beginning"),
    (["--from", "2026-01-01T12:00", "--to", "2026-01-01T12:00:00.000Z"], "which is not after its beginning"),
    (["--stuck-after", "90"], "Please write whole numbers with their units"),
    (["--stuck-after", "0s"], "Please write whole numbers with their units"),
    (["--expect-count", "-1"], "--expect-count"),
    (["--expect-count", "many"], "Please provide a whole number of 0 or more."),
  ]

  @Test(arguments: wrong)
  func `a value that makes no sense is refused`(arguments: [String], message: String) throws {
    let result = try run(arguments)
    #expect(result.ending == .exited(64))
    #expect(result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func `a single day may be the window`() throws {
    #expect(
      try options(["--from", "2026-01-01", "--to", "2026-01-01"])
        == "--from 2026-01-01T00:00:00.000Z, --to 2026-01-02T00:00:00.000Z")
  }

  static let endings: [(arguments: [String], errors: String)] = [
    (["--expect-count", "1"], "more than expected: 1 was expected"),
    (["--expect-count", "1000000"], "are missing: 1,000,000 were expected"),
  ]

  @Test(arguments: endings)
  func `what is missing ends with 2 and a message`(arguments: [String], errors: String) throws {
    let result = try run(arguments)
    #expect(result.ending == .exited(2))
    #expect(result.errors.contains(errors), "\(result.errors)")
  }

  @Test func `an empty month is incomplete until it is accepted`() throws {
    let folder = TemporaryFolder()
    let published = "\(Repository.root)/SampleData/get-all-tokens.json"
    let month = ["audit", published, "--month", "1999-01", "-o", folder("report.md")]
    let refused = try Command.run(Command.tokaudit, month)
    #expect(refused.ending == .exited(2))
    #expect(
      refused.errors.contains("No production line ended in this window. If that is right, say so with --allow-empty."))
    let accepted = try Command.run(Command.tokaudit, month + ["--allow-empty"])
    #expect(accepted.ending == .exited(0))
    #expect(accepted.errors == "tokaudit: PASS — no production line ended in the window\n")
    #expect(try folder.text("report.md").contains("that ended outside it, and left out: 2;"))
  }
}
