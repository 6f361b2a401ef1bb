import Testing

@testable import TokAudit

/// `comparison.md`: what became of the production lines of the run that a run is compared with.
struct EarlierRunTests {
  private static let nights = "\(Repository.root)/SampleData/week-of-nights/"
  private let folder = TemporaryFolder()

  private func job(_ source: String, window: String = "all", _ more: String = "") throws {
    try folder.write(
      #"{"name": "n", "window": "\#(window)", "sources": ["\#(source)"]\#(more)}"#.utf8, to: "job.json")
  }

  private func run(_ moment: String) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", moment])
  }

  private func comparison(_ day: String) throws -> [Substring] {
    try folder.text("Reports/n/\(day)/comparison.md").split(separator: "\n")
  }

  /// The counts of a title by their words.
  private func counts(_ title: Substring?) -> [String: Int] {
    var counts: [String: Int] = [:]
    for part in title?.split(separator: ": ").last?.split(separator: ", ") ?? [] {
      let words = part.split(separator: " ", maxSplits: 1)
      counts[String(words.last ?? "")] = Int(words[0])
    }
    return counts
  }

  @Test func `every night is compared with the one before, as compare does it with the lists`() throws {
    let days = (16...22).map { "2026-11-\($0)" }
    for (before, day) in zip([nil] + days.map { $0 }, days) {
      try job("\(Self.nights)\(day).json")
      let ending = try run("\(day)T23:40:00Z").ending
      #expect(ending == .exited(0) || ending == .exited(1))
      guard let before else {
        #expect(throws: (any Error).self) { try comparison(day) }
        continue
      }
      let lists = try Command.run(
        Command.tokaudit, ["compare", "\(Self.nights)\(before).json", "\(Self.nights)\(day).json"]
      ).output.split(separator: "\n")
      let found = try comparison(day)
      #expect(found[0].hasPrefix("# Compared with the run `\(before)`: "))
      for word in ["added", "continued with a further part", "vanished", "progressed"] {
        #expect(counts(found[0])[word] == counts(lists[0])[word], "\(day) \(word)")
      }
      let rates = [found, lists].map { rows in
        Array(rows.drop { !$0.hasPrefix("| alphabet") }.prefix { $0.first == "|" })
      }
      #expect(rates[0] == rates[1], "\(day)")
    }
    #expect(
      try (17...22).contains { counts(try comparison("2026-11-\($0)").first)["continued with a further part"] == 1 })
    #expect(try (17...22).contains { try comparison("2026-11-\($0)").contains { $0.hasPrefix("| alphabet") } })
  }

  @Test func `what lies outside of the window has not vanished, and what goes back is told`() throws {
    /// A list of production lines that have come so far in the life cycle.
    func list(_ lines: [(id: Int, steps: Int)]) throws {
      let rows = lines.map { line in
        let steps = ["requested", "started", "ended"].prefix(line.steps)
        let stamps = steps.enumerated().map { #""\#($1)":"2026-11-20T1\#($0):00:00.000Z""# }.joined(separator: ",")
        let payment = #"{"type":"transaction","ident":"pi_00000000000000000000000\#(line.id)"}"#
        return #"{"type":"tokens","id":"00000000-0000-4000-8000-00000000000\#(line.id)","attributes":{"status":"#
          + #""\#(steps.last ?? "")","timestamps":{\#(stamps)}},"#
          + #""relationships":{"payment":{"data":\#(payment)}}}"#
      }
      try folder.write("{\"data\":[\(rows.joined(separator: ","))]}".utf8, to: "list.json")
    }
    try job("list.json", window: "yesterday")
    try list([(1, 3), (2, 2), (3, 2), (4, 1)])
    _ = try run("2026-11-21T05:00:00Z")
    try list([(1, 3), (2, 1), (4, 2), (5, 1)])
    _ = try run("2026-11-22T05:00:00Z")
    let found = try comparison("2026-11-21")
    #expect(
      found[0] == "# Compared with the run `2026-11-20`: 1 added, 1 vanished, 1 progressed, 1 gone back", "\(found)")
    #expect(found[1].contains("has 4 production lines; 1 of them has the same status and progress."))
    let rows = found.filter { $0.hasPrefix("| `0000") }.map { row in
      row.split(separator: "|").map { $0.filter { $0 != "`" && $0 != " " } }
    }
    #expect(rows.map { $0[0].suffix(1) } == ["5", "3", "4", "2"])
    #expect(rows.map { $0[2] } == ["n/a", "started", "requested", "started"])
    #expect(rows.map { $0[3] } == ["requested", "n/a", "started", "requested"])
  }

  @Test func `a further part continues what is gone, whether or not it counts`() throws {
    /// A list of parts, each of a production line, with the moment of its request.
    func list(_ parts: [(line: Int, requested: String)]) throws {
      let rows = parts.enumerated().map { place, part in
        let day = part.requested.prefix(10)
        let stamps =
          #""requested":"\#(part.requested)","started":"\#(day)T04:10:00.000Z","ended":"\#(day)T04:20:00.000Z""#
        let payment =
          #"{"type":"transaction","ident":"pi_00000000000000000000\#(day.suffix(2))\#(part.line)\#(place)"}"#
        return #"{"type":"tokens","id":"00000000-0000-4000-8000-00000000000\#(part.line)","attributes":"#
          + #"{"status":"ended","timestamps":{\#(stamps)}},"relationships":{"payment":{"data":\#(payment)}}}"#
      }
      try folder.write("{\"data\":[\(rows.joined(separator: ","))]}".utf8, to: "list.json")
    }
    try job("list.json", window: "yesterday")
    let (before, counted, later) = ("2026-11-20T04:00:00.000Z", "2026-11-21T04:00:00.000Z", "2026-11-22T04:00:00.000Z")
    try list([(1, before), (2, before), (3, before)])
    _ = try run("2026-11-21T05:00:00Z")
    try list([(1, counted), (4, counted), (2, later)])
    _ = try run("2026-11-22T05:00:00Z")
    let found = try comparison("2026-11-21")
    #expect(
      found[0]
        == "# Compared with the run `2026-11-20`: 2 continued with a further part, 1 added, 1 vanished, 0 progressed",
      "\(found)")
    #expect(found[1].contains("has 3 production lines; 0 of them have the same status and progress."))
    let rows = found.filter { $0.hasPrefix("| `0000") }.map { row in
      row.split(separator: "|").map { $0.filter { $0 != "`" && $0 != " " } }
    }
    #expect(rows.map { $0[0].suffix(1) } == ["1", "2", "4", "3"])
    #expect(
      rows.map { $0[2] } == [before, before, "n/a", "ended"] && rows.map { $0[3] } == [counted, later, "ended", "n/a"])
  }

  @Test func `what a run that is incomplete didn't meet has not vanished`() throws {
    let text = String(decoding: try Command.contents(of: "\(Self.nights)2026-11-16.json"), as: UTF8.self)
    try folder.write(text.utf8, to: "list.json")
    try job("list.json")
    _ = try run("2026-11-16T23:40:00Z")
    try folder.write(text.prefix(text.utf8.count / 2).utf8, to: "list.json")
    #expect(try run("2026-11-17T23:40:00Z").ending == .exited(2))
    let found = try comparison("2026-11-17")
    #expect(counts(found[0])["not met in what was read"] ?? 0 > 0, "\(found)")
    #expect(found[1].contains("may be in what was not read") && !found.contains { $0.hasSuffix(" vanished") })
  }

  @Test func `a table that is gone or damaged doesn't fail the run`() throws {
    try job("\(Self.nights)2026-11-16.json")
    _ = try run("2026-11-16T23:40:00Z")
    for (day, content) in [("2026-11-17", ""), ("2026-11-18", "a,b\r\n1,2\r\n"), ("2026-11-19", "line_id\r\n\"x")] {
      let before = try #require(try folder.text("Reports/n/index.md").firstMatch(of: /\| \[(2026-11-..)\]/)?.1)
      try folder.write(content.utf8, to: "Reports/n/\(before)/lines.csv")
      let result = try run("\(day)T23:40:00Z")
      #expect(result.ending == .exited(0), "\(result.errors)")
      #expect(result.errors.contains("warning: \(before)/lines.csv can't be compared with: "), "\(result.errors)")
      #expect(try comparison(day)[0] == "# Compared with the run `\(before)`: not possible")
    }
  }
}
