import Analysis
import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

struct ReportWriterTests {
  private let folder = TemporaryFolder()
  private static let faulty = Repository.text("SampleData/every-rule-fails.json")
  private static let sample = Repository.text("SampleData/get-all-tokens.json")
  private static let outputs: [(kind: ReportOutput.Kind, name: String)] = [
    (.markdown, "report.md"), (.html, "report.html"), (.json, "report.json"), (.findings, "findings.csv"),
    (.lines, "lines.csv"),
    (.rules, "rules.csv"),
  ]

  private func audit(_ text: String, _ writer: inout ReportWriter) -> Audit {
    var audit = Audit()
    var baseline = Baseline()
    Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings())
      .audit(MemorySource(text), name: "x", into: &audit, baseline: &baseline, observer: &writer)
    return audit
  }

  private func writer(_ prefix: String, others: [ReportOutput] = []) -> ReportWriter {
    ReportWriter(
      Self.outputs.map { ReportOutput(kind: $0.kind, path: folder(prefix + $0.name)) } + others, standard: .markdown,
      temporaries: TemporaryFiles())
  }

  @Test func `reports that are begun anew show nothing of the first pass`() throws {
    var once = writer("a-")
    once.finish(audit(Self.sample, &once), settings: AuditSettings())
    var twice = writer("b-")
    _ = audit(Self.faulty, &twice)
    twice.restart()
    twice.finish(audit(Self.sample, &twice), settings: AuditSettings())
    #expect(once.failures == [] && twice.failures == [])
    for (_, name) in Self.outputs {
      #expect(try folder.text("a-\(name)") == folder.text("b-\(name)"), "\(name)")
      #expect(try !folder.text("a-\(name)").isEmpty)
    }
  }

  @Test func `what is written in place gets nothing before the end, and then the same bytes`() throws {
    Interruptions.ignoreWriteSignals()
    let kinds: [ReportOutput.Kind] = [.findings, .lines, .json]
    for kind in kinds { mkfifo(folder("\(kind)"), 0o644) }
    let readers = Readers(try kinds.map { try FileDescriptor.open(folder("\($0)"), .noWaiting).release() })
    var writer = writer("", others: kinds.map { ReportOutput(kind: $0, path: folder("\($0)")) })
    _ = audit(Self.faulty, &writer)
    for number in readers.numbers { #expect(!readers.hasBytes(number)) }
    writer.restart()
    let result = audit(Self.sample, &writer)
    for number in readers.numbers { #expect(!readers.hasBytes(number)) }
    writer.finish(result, settings: AuditSettings())
    #expect(writer.failures == [])
    for (kind, number) in zip(kinds, readers.numbers) {
      #expect(readers.hasBytes(number))
      let name = Self.outputs.first { $0.kind == kind }?.name ?? ""
      #expect(try folder.text(name) == readers.text(number), "\(name)")
    }
  }

  @Test func `a temporary file that fails gives up the reports that need it, and no other`() throws {
    // More findings than wait in memory, and no folder for temporary files.
    let line = #"{"type":"tokens","id":"6f0c0000-0000-0000-0000-000000000000","attributes":{"status":"x"}}"#
    let text = "{\"data\":[\(Array(repeating: line, count: 1500).joined(separator: ","))]}"
    try folder.write(text.utf8, to: "many.json")
    let arguments = ["audit", folder("many.json"), "-o", folder("a.json"), "-o", folder("a.md"), "-o", folder("a.csv")]
    let broken = try Command.run(Command.tokaudit, arguments, environment: ["TMPDIR=\(folder("missing"))"])
    #expect(broken.ending == .exited(2))
    #expect(
      broken.errors.contains("cannot write \(folder("a.json")): a temporary file: No such file or directory"))
    #expect(folder.names == ["a.csv", "a.md", "many.json"])
    #expect(try Command.run(Command.tokaudit, arguments).ending == .exited(1))
    #expect(folder.names == ["a.csv", "a.json", "a.md", "many.json"])
    let report = try JSONNode.read(try folder.text("a.json"))
    let rows = try folder.text("a.csv").split(separator: "\r\n").count - 1
    #expect(report["findings"]?.list.count == rows && rows > 1500)
  }

  @Test func `without a folder for temporary files, one error says so, and what to do`() throws {
    let nights = "\(Repository.root)/SampleData/week-of-nights"
    let folderless = ["TMPDIR=/nonexistent"]
    let remedy = """
      Production lines could not be compared with each other: a temporary file: No such file or directory. It goes to \
      /nonexistent. Name a folder that is there and has room in TMPDIR, or allow more with --memory.
      """
    // More than waits in memory, and states of the same jobs.
    let script =
      "for i in $(seq 99); do cat '\(nights)'/*.json; done | '\(Command.tokaudit)' audit - -o '\(folder("a.md"))'"
    let result = try Command.run("sh", ["-c", script], environment: folderless)
    #expect(result.errors.split(separator: "\n").count { $0.contains("error: ") } == 1, "\(result.errors)")
    #expect(result.errors.contains("error: \(remedy)\n"), "\(result.errors)")
    #expect(try !folder.text("a.md").contains("/nonexistent"))
  }

  @Test func `a reader that goes away at the end is no error`() throws {
    let script = "'\(Command.tokaudit)' audit '\(Repository.root)/SampleData/every-rule-fails.json' --format json"
    let result = try Command.run("sh", ["-c", "{ \(script); echo $? >&2; } | head -c 10"])
    #expect(result.output == "{\n  \"schem" && result.errors.hasSuffix("\n1\n"))
  }
}

/// Reading ends of FIFOs, closed at the end.
private final class Readers {
  let numbers: [Int32]

  init(_ numbers: [Int32]) { self.numbers = numbers }

  deinit { for number in numbers { _ = systemClose(number) } }

  /// Whether there is something to read now.
  func hasBytes(_ number: Int32) -> Bool {
    var poller = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return poll(&poller, 1, 0) > 0 && poller.revents & Int16(POLLIN) != 0
  }

  /// All bytes until the writer has gone.
  func text(_ number: Int32) throws -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var bytes: [UInt8] = []
    while true {
      let count = try systemRead(number, into: &buffer)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
