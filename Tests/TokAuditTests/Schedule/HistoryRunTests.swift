import Testing

@testable import TokAudit

/// The history of a job: what was changed after it had been finished stays an error until somebody accepts it.
struct HistoryRunTests {
  private static let sample = "\(Repository.root)/SampleData/week-of-nights/2026-11-16.json"
  private let folder = TemporaryFolder()

  private func job(_ more: String = "") throws {
    try folder.write(#"{"name": "n", "window": "all", "sources": ["list.json"]\#(more)}"#.utf8, to: "job.json")
  }

  private func list(_ rate: String = "24692") throws {
    let text = String(decoding: try Command.contents(of: Self.sample), as: UTF8.self)
    let parts = text.split(separator: "24692", maxSplits: 1, omittingEmptySubsequences: false)
    try folder.write("\(parts[0])\(rate)\(parts[1])".utf8, to: "list.json")
  }

  private func run(_ day: String) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", "\(day)T05:00:00Z"])
  }

  private func changes(_ day: String) throws -> [Substring] {
    try folder.text("Reports/n/\(day)/findings.csv").split(whereSeparator: \.isNewline).filter {
      $0.contains(",changed-after-finished,error,")
    }
  }

  @Test func `tampering is found in every run, until it is accepted`() throws {
    try job()
    try list()
    // The last run that passed stays, so that the first one can go.
    for day in ["2026-11-19", "2026-11-20"] { #expect(try run(day).ending == .exited(0)) }
    try list("24000")
    let second = try run("2026-11-21")
    #expect(second.ending == .exited(1), "\(second.errors)")
    #expect(second.output.contains("changed-after-finished"), "\(second.output)")
    #expect(second.output.contains("attributes.rate"))
    #expect(try changes("2026-11-21").count == 1)
    // It is known the next night, and still an error; the first state outlives the run that saw it.
    try job(#", "keep": 1"#)
    let third = try run("2026-11-22")
    #expect(third.ending == .exited(0) && third.output.contains("FAIL (was FAIL): 0 new"), "\(third.output)")
    #expect(try changes("2026-11-22").first?.contains(",known,") == true)
    try job(#", "keep": 2"#)
    #expect(try run("2026-11-23").output.contains(" FAIL (was FAIL): 0 new"))
    let states = try Command.run("ls", [folder("Reports/n/states")]).output
    #expect(states == "2026-11-19.json\n")
    try folder.write(
      ("fingerprint\n" + (try changes("2026-11-22").first?.prefix(16) ?? "") + "\n").utf8, to: "signed.csv")
    try job(#", "options": {"accept": "signed.csv"}"#)
    let accepted = try run("2026-11-24")
    #expect(accepted.ending == .exited(0) && accepted.output.contains("PASS (was FAIL)"), "\(accepted.errors)")
  }

  @Test func `a damaged history is named, and the run is incomplete`() throws {
    try job()
    try list()
    _ = try run("2026-11-20")
    let name = "Reports/n/2026-11-20/first-seen.json"
    try folder.write(try folder.read(name).dropLast(100), to: name)
    let result = try run("2026-11-21")
    #expect(result.ending == .exited(2) && result.errors.contains("2026-11-20/first-seen.json"), "\(result.errors)")
    #expect(result.errors.contains("Restore it from a backup; if there is none, remove it"), "\(result.errors)")
    folder.remove(name)
    #expect(try run("2026-11-22").ending == .exited(0))
  }
}
