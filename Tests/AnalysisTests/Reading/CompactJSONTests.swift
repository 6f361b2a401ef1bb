import Testing

@testable import Analysis

/// What a finding quotes of a value depends on the value, not on how it was written.
struct CompactJSONTests {
  private func compact(_ json: String) -> String { CompactJSON.text(of: Array(json.utf8).span.bytes) }

  @Test func `white space goes, and so do escapes that nothing needs`() {
    #expect(compact("{ \"a b\" : [ 1 , 2.0,\n\t\"x\\\"y\\\\\" ] }") == #"{"a b":[1,2.0,"x\"y\\"]}"#)
    #expect(compact(#""a\/\u00e9\u0041\ud83d\ude00""#) == #""a/éA😀""#)
    #expect(compact(#""\u000a\u202E\n""#) == #""\n\u202e\n""#)
    #expect(compact("null") == "null" && compact("\"\"") == "\"\"")
  }

  @Test func `a long value is cut behind a character`() {
    #expect(compact("\"\(String(repeating: "a", count: 300))\"").utf8.count == 255)
    #expect(compact("\"\(String(repeating: "é", count: 300))\"") == "\"\(String(repeating: "é", count: 127))")
    #expect(compact("[\(String(repeating: "1, ", count: 300))1]").utf8.count == 255)
    for before in 0..<8 {
      let letters = String(repeating: "a", count: before)
      let whole = String(repeating: "😀", count: (254 - before) / 4)
      #expect(compact("\"\(letters)\(String(repeating: "😀", count: 70))\"") == "\"\(letters)\(whole)")
    }
    let fitting = "\"\(String(repeating: "é", count: 126))a\""
    #expect(compact(fitting) == fitting)
  }

  @Test func `the same value written in another way is the same finding`() throws {
    let plain = ExampleLine.complete.with(.size, #"{"value":36,"note":"a/é"}"#).with(.ended, #""2024/é""#)
    let other = ExampleLine.complete.with(.size, "{\n  \"value\" : 36,\n  \"note\" : \"a\\/\\u00e9\" }")
      .with(.ended, #""2024\/\u00E9""#)
    let codes = ["value-type", "timestamp-format"]
    let found = [plain, other].map { line in
      audit(list([line])).heard.findings.filter { codes.contains($0.rule.code) }
    }
    #expect(found[0].map(\.actual) == [#"{"value":36,"note":"a/é"}"#, #""2024/é""#])
    #expect(found[0].map(\.actual) == found[1].map(\.actual))
    #expect(found[0].map(\.fingerprint) == found[1].map(\.fingerprint))
  }
}
