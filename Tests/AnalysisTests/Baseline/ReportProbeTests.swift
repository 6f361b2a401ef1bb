import Testing

@testable import Analysis

struct ReportProbeTests {
  /// A source that breaks off.
  private struct Broken: ByteSource {
    var source: MemorySource

    mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
      let read = try source.read(into: &buffer, at: offset, count: count)
      if read == 0 { throw SourceFailure("Input/output error") }
      return read
    }
  }

  private static let long =
    "[\(Array(repeating: #"{"a": "\#(String(repeating: "x", count: 90))"}"#, count: 20).joined(separator: ","))]"

  static let texts: [(text: String, isReport: Bool)] = [
    (#"{"schemaVersion": 1, "tool": {}}"#, true), (#" { "schemaVersion":1"#, true),
    (#"{"findings": \#(long), "rules": {}, "schemaVersion": 1}"#, true), (#"{"findings": [], "x": 1}"#, false),
    (#"{"x": {"schemaVersion": 1}, "data": []}"#, false), (#"{"x": \#(long), "data": [], "schemaVersion": 1}"#, false),
    (#"{"type": "tokens", "id": "x"}"#, false), (#"{"errors": []}"#, false), ("[]", false), ("", false),
    ("id,a\n", false),
    (#"{"x": ["#, false), (#"{"x": y, "schemaVersion": 1}"#, false), ("{}", false),
  ]

  @Test(arguments: texts)
  func `a report is known by a member at the top level, wherever it stands`(text: String, isReport: Bool) throws {
    for windowSize in [1, 7, 64, 1 << 16] {
      for piece in [1, Int.max] {
        #expect(try ReportComparison.isReport(MemorySource(text, piece: piece), windowSize: windowSize) == isReport)
      }
    }
  }

  @Test func `a byte order mark is skipped`() throws {
    let report = "\u{FEFF}" + #"{"schemaVersion":1,"tool":{"name":"tokaudit"},"findings":[]}"#
    for windowSize in [1, 4, 64] {
      #expect(try ReportComparison.isReport(MemorySource(report, piece: 1), windowSize: windowSize))
      let source = MemorySource(report, piece: 1)
      #expect(try PreviousReport(source, keepingIn: MemoryStore(), windowSize: windowSize).counts.isEmpty)
    }
  }

  @Test func `a list is not read beyond its beginning, and what breaks off before it is clear is an error`() throws {
    let list = Broken(source: MemorySource(#"{"data": ["#))
    #expect(try !ReportComparison.isReport(list))
    let problem = #expect(throws: SourceProblem.self) {
      _ = try ReportComparison.isReport(Broken(source: MemorySource(#"{"findings": ["#)))
    }
    #expect(problem?.text.plain.contains("can't be read: Input/output error") == true)
  }
}
