import Testing

@testable import Analysis

struct PreviousReportTests {
  private static let head = #""schemaVersion":1,"tool":{"name":"tokaudit","version":"9.0.0","new":[]}"#
  private static let one = #"{"fingerprint":"0123456789abcdef","rule":"data-file-size","lineId":"é\n","message":"m"}"#
  private static let two = #"{"new":{"x":[1,{}]},"rule":"r","fingerprint":"0123456789ABCDEF","field":"f"}"#

  /// The findings of a report, or why it can't be used, read in a window and in pieces of any size.
  private func read(_ text: String, windowSize: Int = 1 << 16, piece: Int = .max) -> String {
    do throws(SourceProblem) {
      let report = try PreviousReport(
        MemorySource(text, piece: piece), keepingIn: MemoryStore(), windowSize: windowSize)
      var reader = report.findings
      var rows = ["\(report.counts.values.reduce(0) { $0 + $1.count })"]
      while let finding = try reader.next() {
        rows.append("\(finding.rule) \(finding.subject) \(finding.field) \(finding.message)")
      }
      return rows.joined(separator: "|")
    } catch { return error.text.plain }
  }

  static let good: [(text: String, rows: String)] = [
    ("{\(head),\"findings\":[]}", "0"),
    (" {\(head),\"findings\":[\(one),\n  \(two)\n]\n}\n", "2|data-file-size é\n  m|r  f "),
    ("{\"findings\":[\(two)],\"later\":[[{\"x\":\"\\u00e9\"}]],\(head)}", "1|r  f "),
    ("{\(head),\"big\":\"\(String(repeating: "x", count: 300))\",\"findings\":[\(two),\(two)]}", "2|r  f |r  f "),
  ]

  @Test(arguments: good)
  func `a report is read whole for every window and piece, whatever was added to it`(text: String, rows: String) {
    for windowSize in [1, 7, 64, 1 << 16] {
      for piece in [1, Int.max] { #expect(read(text, windowSize: windowSize, piece: piece) == rows) }
    }
  }

  static let bad: [(text: String, message: String)] = [
    ("", "it ends in the middle"), ("x", "expected a JSON document"), ("[]", "expected a JSON document"),
    (#"{"data":[]}"#, "it has no schemaVersion"), (#"{"schemaVersion":2,"tool":{}}"#, "schemaVersion is not 1"),
    (#"{"schemaVersion":"1"}"#, "schemaVersion is not 1"), (#"{"schemaVersion":1.0}"#, "schemaVersion is not 1"),
    (#"{"schemaVersion":1,"findings":[]}"#, "it has no tool"), ("{\(head)}", "it has no findings"),
    ("{\(head),\"findings\":{}}", "it has no findings"),
    (#"{"schemaVersion":1,"tool":{"name":"other"},"findings":[]}"#, "the tool is other"),
    ("{\(head),\"findings\":[{}]}", "a finding has no fingerprint"),
    ("{\(head),\"findings\":[{\"fingerprint\":\"12\"}]}", "a finding has no fingerprint"),
    ("{\(head),\"findings\":[3]}", "expected a JSON object"), ("{\(head),\"findings\":[]} {}", "found '{'"),
    ("{\(head),\"findings\":[\(one)", "it ends in the middle"),
    ("{\(head),\"findings\":[\(one)]", "it ends in the middle"),
    ("{\(head),\"findings\":[\(one),]}", "expected a JSON object"),
  ]

  @Test(arguments: bad)
  func `what is no whole report of ours is refused`(text: String, message: String) {
    for windowSize in [1, 16, 1 << 16] {
      let made = read(text, windowSize: windowSize)
      #expect(made.contains("this is not a whole JSON report of tokaudit") && made.contains(message), "\(made)")
    }
  }

  @Test func `a report cut anywhere is refused`() {
    let text = "{\(Self.head),\"findings\":[\(Self.one),\(Self.two)],\"x\":\"é\"}"
    for length in 0..<text.utf8.count {
      let cut = PreviousReportTests.prefix(text, length)
      #expect(throws: SourceProblem.self) { _ = try PreviousReport(MemorySource(cut), keepingIn: MemoryStore()) }
    }
  }

  private static func prefix(_ text: String, _ length: Int) -> [UInt8] { Array(text.utf8.prefix(length)) }

  @Test func `a store that is full is named`() {
    let error = #expect(throws: SourceProblem.self) {
      _ = try PreviousReport(MemorySource("{\(Self.head),\"findings\":[]}"), keepingIn: MemoryStore(limit: 10))
    }
    #expect(error?.text.plain.contains("No space left on device") == true)
  }
}
