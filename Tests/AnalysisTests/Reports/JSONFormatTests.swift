import Testing

@testable import Analysis

struct JSONFormatTests {
  @Test func `every character comes back, and none that a display would obey is written as it is`() throws {
    let all =
      (0...0x2FF).compactMap { Unicode.Scalar($0) } + (0x2000...0x206F).compactMap { Unicode.Scalar($0) }
      + [0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F600, 0xE0041, 0x10FFFF].compactMap { Unicode.Scalar($0) }
    for scalar in all {
      let quoted = Array(JSONValue.quoted("a\(scalar)\"\\").utf8)
      #expect(quoted.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      // The reader of the inputs, which the tests hold against RFC 8259, reads it back.
      let text = quoted + [UInt8](repeating: 0, count: Window.padding)
      var cursor = JSONCursor(limit: quoted.count)
      let value = try cursor.string(text.span.bytes)
      #expect(cursor.position == quoted.count)
      let back = JSONCursor.unescaped(text.span.bytes.extracting(value.range))
      #expect(back == Array("a\(scalar)\"\\".utf8), "U+\(String(scalar.value, radix: 16))")
    }
    #expect(JSONValue.quoted("\u{1B}\u{9B}\u{2028}\u{202E}\u{E0041}\n") == #""\u001b\u009b\u2028\u202e\udb40\udc41\n""#)
  }

  @Test func `numbers that many programs would round are strings`() {
    let limit = 1 << 53
    #expect(JSONValue.number(limit).json() == "9007199254740992")
    #expect(JSONValue.number(limit + 1).json() == "\"9007199254740993\"")
    #expect(JSONValue.number(-limit).json() == "-9007199254740992")
    #expect(JSONValue.number(.min).json() == "\"-9223372036854775808\"")
  }

  @Test func `what is absent is left out, and levels are spread a member a row`() {
    let value = JSONValue.object([
      ("a", .list([.object([("x", .number(1)), ("y", nil)]), .flag(true)])), ("b", nil), ("c", .list([])),
      ("d", .object([("e", nil)])),
    ])
    #expect(value.json() == #"{"a": [{"x": 1}, true], "c": [], "d": {}}"#)
    #expect(
      value.json(levels: 2) == """
        {
          "a": [
            {"x": 1},
            true
          ],
          "c": [],
          "d": {}
        }
        """)
  }
}
