import Testing

@testable import Analysis

struct DocumentReaderTests {
  @Test func `a list, a single production line, rows and several documents are all read`() {
    let line = ExampleLine.complete.json
    let single = #"{"data":\#(line),"meta":{"seed":"x"},"links":{"data":"/api/tokens/1/data"}}"#
    for (text, count, documents) in [
      (list([.complete, .partial]), 2, 1), (single, 1, 1), (line, 1, 1), ("\(line)\n\(line)\n", 2, 2),
      (list([.complete]) + "\n" + list([.partial, .requested]) + single, 4, 3),
      (#"{"data":[]}"# + list([.complete]), 1, 2),
    ] {
      let (audit, _) = audit(text)
      #expect(problems(audit) == [], "\(text)")
      #expect(audit.linesRead == count)
      #expect(audit.sources[0].documents == documents)
      #expect(audit.sources[0].bytes == text.utf8.count)
    }
  }

  @Test func `a document cut at any byte is never complete, and the error stands at its end`() {
    let text = Array(list([.complete, .partial.with(path: "attributes.note", #""é\u00e9\ud83d\ude00""#)]).utf8)
    for length in 1..<text.count {
      let (audit, _) = audit(Array(text[..<length]))
      #expect(problems(audit) == ["truncated at \(length) (1:\(length + 1))"], "cut at \(length)")
    }
  }

  @Test func `what calls itself an object of another API is a production line if it has what those have`() {
    let line = ExampleLine.complete.with(path: "object", #""x""#).json
    for text in [line, #"{"data":[\#(line)],"object":7}"#] {
      let (audit, _) = audit(text)
      #expect(problems(audit) == [] && audit.linesRead == 1, "\(text)")
    }
  }

  static let hostile: [(text: String, problem: String)] = [
    ("", "empty"), ("  \n ", "empty"), ("[1]", "malformed at 0 (1:1)"), (" \n x", "malformed at 3 (2:2)"),
    ("<html>", "malformed at 0 (1:1)"), ("{}", "anotherKind at 1 (1:2)"), (#"{"data":3}"#, "anotherKind at 8 (1:9)"),
    (#"{"data":null}"#, "anotherKind at 8 (1:9)"), (#"{"data":[]}"#, "empty"),
    (#"{"data":[],}"#, "malformed at 11 (1:12)"),
    (#"{"data":[],"errors":[]}"#, "errorDocument(status: nil) at 11 (1:12)"),
    (#"{"errors":[{"status":404,"title":"gone"}]}"#, "errorDocument(status: Optional(404)) at 1 (1:2)"),
    (
      #"{"errors":[{"status":"401","source":{"pointer":"/data"}},{}]}"#,
      "errorDocument(status: Optional(401)) at 1 (1:2)"
    ),
    (#"{"errors":{"status":401}}"#, "errorDocument(status: Optional(401)) at 1 (1:2)"),
    (#"{"data":[],"attributes":{},"type":"tokens"}"#, "anotherKind at 11 (1:12)"),
    (#"{"jsonapi":{},"relationships":{}}"#, "anotherKind at 14 (1:15)"),
    (#"{"errors":[{"status":"422"},{"status":"401"}]}"#, "errorDocument(status: Optional(401)) at 1 (1:2)"),
    (#"{"errors":[{"status":403},{"status":401},{}]}"#, "errorDocument(status: Optional(403)) at 1 (1:2)"),
    (#"{"errors":["x",{"status":422}]}"#, "errorDocument(status: nil) at 1 (1:2)"),
    (#"{"data":[01]}"#, "malformed at 10 (1:11)"), (#"{"data":[1.]}"#, "malformed at 11 (1:12)"),
    (#"{"data":[-]}"#, "malformed at 10 (1:11)"), (#"{"data":[1e]}"#, "malformed at 11 (1:12)"),
    (#"{"data":[nul]}"#, "malformed at 12 (1:13)"), (#"{"data":[{"a":tru}]}"#, "malformed at 17 (1:18)"),
    (#"{"a":"\ud800","data":[]}"#, "malformed at 6 (1:7)"), (#"{"a":"\udc00"}"#, "malformed at 6 (1:7)"),
    (#"{"a":"\ud800\u0041"}"#, "malformed at 6 (1:7)"), (#"{"a":"\u00g0"}"#, "malformed at 10 (1:11)"),
    (#"{"a":"\x"}"#, "malformed at 7 (1:8)"), ("{\"a\":\"\u{1}\"}", "malformed at 6 (1:7)"),
    ("{\"a\":\"\u{0}\"}", "malformed at 6 (1:7)"), ("{\"data\":[]}\u{0}", "malformed at 11 (1:12)"),
    ("{\"data\":[\u{0}]}", "malformed at 9 (1:10)"),
    (#"{"data":[]} x"#, "malformed at 12 (1:13)"), (#"{"data":[]},{"data":[]}"#, "malformed at 11 (1:12)"),
    (#"{"data":[{}],"data":[{}]}"#, "malformed at 13 (1:14)"), (#"{"data" []}"#, "malformed at 8 (1:9)"),
    (#"{data:[]}"#, "malformed at 1 (1:2)"), (#"{"data":[1 2]}"#, "malformed at 11 (1:12)"),
    (#"{"data":[1,]}"#, "malformed at 11 (1:12)"), (#"{"data":[NaN]}"#, "malformed at 9 (1:10)"),
    (#"{"links":{"next":"/api/tokens?page=2"},"data":[{}]}"#, "partialList at 17 (1:18)"),
    (#"{"data":[{}],"links":{"next":{"href":"/x"}}}"#, "partialList at 29 (1:30)"),
    (#"{"data":[{}],"links":{"next":"/x","next":null}}"#, "partialList at 29 (1:30)"),
    (#"{"data":[{}],"links":{"next":null,"next":"/x","next":"/y"}}"#, "partialList at 41 (1:42)"),
    (#"{"data":[{}],"links":{"next":"/x"},"links":{"next":null}}"#, "partialList at 29 (1:30)"),
    (#"{"data":[{}],"links":{"next":true}}"#, "partialList at 29 (1:30)"),
    (#"{"data":[{}],"links":{"next":["/x"]}}"#, "partialList at 29 (1:30)"),
    (#"{"data":[{}],"links":{"next":2}}"#, "partialList at 29 (1:30)"),
    (#"{"data":[{"type":"alphabet"}]}"#, "anotherKind"),
    (#"{"object":"list","data":[],"has_more":false}"#, "anotherKind at 1 (1:2)"),
    (#"{"object":"list","data":[{"id":"ch_1","object":"charge"}]}"#, "anotherKind at 1 (1:2)"),
    (#"{"data":[{"id":"ch_1"}],"object":"list"}"#, "anotherKind at 24 (1:25)"),
    (#"{"id":"ch_1","object":"charge","amount":500}"#, "anotherKind at 13 (1:14)"),
    (#"{"data":[{"type":"other"},{"type":"other"}]}"#, "anotherKind"),
  ]

  @Test(arguments: hostile)
  func `a hostile document gives the same error for every window and piece`(text: String, problem: String) {
    for windowSize in [1, 2, 3, 7, 16, 17, 64, 1 << 16] {
      for piece in [1, 7, Int.max] {
        let (audit, _) = audit(text, windowSize: windowSize, piece: piece)
        #expect(problems(audit) == [problem], "\(text) in windows of \(windowSize)")
      }
    }
  }

  @Test(arguments: [
    (#"{"data":[falsr]}"#, "expected true, false or null, found 'r' (byte 0x72)"),
    (#"{"a":"\u00zz"}"#, "expected four hexadecimal digits after \\u, found 'z' (byte 0x7A)"),
    (#"{"a":"\ud800\u0z00"}"#, "expected four hexadecimal digits after \\u, found 'z' (byte 0x7A)"),
    (#"{"a":"\x41"}"#, #"expected one of " \ / b f n r t u after a backslash, found 'x' (byte 0x78)"#),
    ("{\"data\":[]}\u{FEFF}{}", "expected a JSON document, which begins with `{`, found byte 0xEF"),
  ])
  func `what was found is the byte that is wrong`(text: String, message: String) {
    for windowSize in [1, 3, 7, 1 << 16] {
      #expect(audit(text, windowSize: windowSize).audit.sources[0].problems.last?.message.plain == message)
    }
  }

  @Test(arguments: [
    (
      #"{"data":[{}],"links":{"next": [ false ]}}"#,
      "whether this is the whole list can't be told: links.next is [false], which is no link"
    ),
    (#"{"data":[{}],"links":{"next":null,"next":"/x"}}"#, "this is not the whole list: links.next points to /x"),
    (
      #"{"errors":[{"status":"422","title":"A"},{"status":"401","title":"B"},{}]}"#,
      "the service answered with an error: status 401, B, and 2 more"
    ),
    (
      #"{"errors":[{"status":422,"title":"A"},{"status":429,"title":"B"}]}"#,
      "the service answered with an error: status 422, A, and 1 more"
    ),
  ])
  func `a problem names what decides`(text: String, message: String) {
    #expect(audit(text).audit.sources[0].problems.map(\.message.plain) == [message])
  }

  @Test(arguments: [
    (#"{"type":"alphabet","id":"V"}"#, "", 0), (#"{"type":"other"}"#, #"{"type":"other"}"#, 0),
    (#"{"type":"other"}"#, ExampleLine.complete.json, 1),
    (#"{"type":"other"}"#, ExampleLine.complete.with(.type, #""token""#).json, 1),
    (ExampleLine.complete.json, #"{"type":"other"}"#, 2), (#"{"id":"a"}"#, #"{"type":"other"}"#, 2),
  ])
  func `what begins a document and is something else is not judged`(first: String, last: String, lines: Int) {
    let repeated = Array(repeating: first, count: 300).joined(separator: ",")
    for (text, count) in [
      (#"{"data":[\#(first)\#(last.isEmpty ? "" : "," + last)]}"#, lines),
      (first + "\n" + last, lines),
      (#"{"data":[\#(repeated)\#(last.isEmpty ? "" : "," + last)]}"#, lines == 2 ? 301 : lines),
    ] {
      for windowSize in [1, 64, 1 << 16] {
        let (audit, heard) = audit(text, windowSize: windowSize)
        #expect(audit.productionLines == count && audit.sources[0].productionLines == count)
        #expect(heard.lines.map(\.line.index) == Array(0..<count))
        #expect(audit.sources[0].problems.map(\.kind) == (lines == 2 ? [] : [.anotherKind]))
        #expect(count > 0 || audit.unknownNames.names.isEmpty)
      }
    }
  }

  @Test func `a long name that is unknown is cut between characters`() {
    let name = String(repeating: "x", count: 63) + "é"
    let (audit, _) = audit(list([.complete.with(path: "attributes.\(name)", "1")]))
    #expect(audit.unknownNames.names == ["attributes.\(String(repeating: "x", count: 63))…"])
  }

  @Test func `bytes that are no UTF-8 are an error wherever they stand`() {
    for bad: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xE2, 0x82, 0x22],
    ] {
      for prefix in ["{\"data\":[],\"x\":\"é", "{\"data\":[],\"meta\":{\"k", "{\"data\":[{\"id\":\"é"] {
        let text = Array(prefix.utf8) + bad + Array("\"".utf8)
        for windowSize in [1, 5, 1 << 16] {
          let (audit, _) = audit(text, windowSize: windowSize)
          #expect(audit.sources[0].problems.last?.kind == .malformed)
          #expect(audit.sources[0].problems.last?.location?.offset == prefix.utf8.count, "\(bad) after \(prefix)")
        }
      }
    }
  }

  @Test func `a byte order mark is skipped and other encodings are refused by name`() {
    let text = Array(list([.complete]).utf8)
    let (marked, _) = audit([0xEF, 0xBB, 0xBF] + text)
    #expect(problems(marked) == [])
    #expect(marked.sources[0].hasByteOrderMark)
    let wide: [UInt8] = text.flatMap { byte -> [UInt8] in [byte, 0] }
    let swapped: [UInt8] = text.flatMap { byte -> [UInt8] in [0, byte] }
    let four32: [UInt8] = text.flatMap { byte -> [UInt8] in [byte, 0, 0, 0] }
    for foreign: [UInt8] in [[0xFF, 0xFE] + wide, wide, [0xFE, 0xFF] + swapped, swapped] {
      let (audit, _) = audit(foreign)
      #expect(audit.sources[0].problems.map(\.message.plain) == ["expected UTF-8, found UTF-16"])
    }
    let (four, _) = audit([0xFF, 0xFE, 0, 0] + four32)
    #expect(four.sources[0].problems.map(\.message.plain) == ["expected UTF-8, found UTF-32"])
  }

  @Test func `nesting is limited, at the top level and within a production line`() {
    let deep = String(repeating: "[", count: 1_000_000)
    for (prefix, depth) in [("{\"data\":[],\"x\":", 1), ("{\"data\":[{\"x\":", 3)] {
      let (audit, _) = audit(prefix + deep)
      #expect(audit.sources[0].problems.first?.kind == .malformed)
      #expect(audit.sources[0].problems.first?.location?.offset == prefix.utf8.count + 512 - depth)
    }
    let allowed = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(problems(audit("{\"x\":\(allowed),\"data\":[\(ExampleLine.complete.json)]}").audit) == [])
  }

  @Test func `a long string that nobody reads is skipped without being kept`() {
    let long = String(repeating: "é\\n", count: 50_000)
    let text =
      "{\"meta\":{\"x\":\"\(long)\"},\"data\":["
      + ExampleLine.complete.with(path: "attributes.note", "\"\(long)\"").with(.dataSize, "1").json + ",]}"
    for windowSize in [16, 4096, 1 << 20] {
      let (audit, heard) = audit(text, windowSize: windowSize)
      #expect(problems(audit) == ["malformed at \(text.utf8.count - 2) (1:\(text.utf8.count - 1))"])
      #expect(heard.codes == ["data-file-size@0"])
      #expect(audit.unknownNames.names == ["attributes.note"])
    }
  }

  @Test func `any window size and any piece gives the same findings at the same offsets`() {
    let text =
      "\u{FEFF}"
      + list([
        .complete.with(.dataSize, "1"),
        .partial.with(path: "attributes.note", "\"\(String(repeating: "x", count: 300))\""),
        .partial.with(path: "attributes.z", "\"\(String(repeating: "y", count: 300))\"").with(.dataSize, "2"),
        .complete.with(.alphabet, #""\u0044ICE""#).with(.started, #""2024-03-19T12:52:59.000Z""#),
      ]).replacing(",\"", with: " ,\r\n\t\"")
    let whole = audit(text).heard.findings.map {
      "\($0.rule.code) \($0.index) \($0.byteOffset) \($0.actual) \($0.message.plain)"
    }
    #expect(whole.count >= 3)
    for windowSize in [1, 3, 64, 700, 2000] {
      for piece in [1, 7, Int.max] {
        let cut = audit(text, windowSize: windowSize, piece: piece).heard.findings
          .map { "\($0.rule.code) \($0.index) \($0.byteOffset) \($0.actual) \($0.message.plain)" }
        #expect(cut == whole, "windows of \(windowSize), pieces of \(piece)")
      }
    }
  }
}
