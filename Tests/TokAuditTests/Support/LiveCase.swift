import Testing

@testable import TokAudit

/// One way in which a server, or what stands before it, behaves.
struct LiveCase: Sendable, CustomTestStringConvertible {
  typealias Step = MisbehavingServer.Step

  let name: String
  /// What the server does on each connection.
  let scripts: [[Step]]
  let options: [String]
  /// The exit code of an audit, and of a fetch.
  let code: Int32
  /// What the error says.
  let says: String

  var testDescription: String { name }

  /// A case in which every connection is treated alike.
  init(_ name: String, _ steps: Step..., options: [String] = [], exits code: Int32, says: String) {
    self.init(name, scripts: [steps], options: options, exits: code, says: says)
  }

  init(_ name: String, scripts: [[Step]], options: [String] = [], exits code: Int32, says: String) {
    self.name = name
    self.scripts = scripts
    self.options = options
    self.code = code
    self.says = says
  }

  /// The key that must show up nowhere.
  static let canary = "0CANARY0-1234-4321-8888-D0A5C3B2E1F0"

  /// A good list.
  static let list = Array(Repository.text("SampleData/get-all-tokens.json").utf8)
  static let text = String(decoding: list, as: UTF8.self)
  private static let half: [UInt8] = Array(list[..<(list.count / 2)])
  private static let otherHalf: [UInt8] = Array(list[(list.count / 2)...])
  private static let type = "Content-Type: \(Step.mediaType)"
  private static let zipped: [UInt8] = gzip(list)

  /// Every way to fail. None of them may end in PASS.
  static let failures: [LiveCase] = broken + slow + statuses + wrongDocuments + compressed

  private static let broken: [LiveCase] = [
    LiveCase("less than Content-Length", .goodHead(list.count), .send(half), exits: 2, says: "ended before all of it"),
    LiveCase(
      "all of the document, but less than Content-Length", .goodHead(list.count + 9), .send(list), exits: 2,
      says: "ended before all of it"),
    LiveCase(
      "a cut chunk", .head("200 OK", type, "Transfer-Encoding: chunked"), .chunk(half), exits: 2,
      says: "ended before all of it"),
    LiveCase(
      "a reset in the body", .goodHead(list.count), .send(half), .drip([32], milliseconds: 300), .reset, exits: 2,
      says: "broke in the middle"),
    LiveCase("a reset before the answer", .reset, exits: 75, says: "before the answer"),
    LiveCase("a close before the answer", exits: 75, says: "closed the connection without an answer"),
    LiveCase(
      "a close inside the header block", .send(Array("HTTP/1.1 200 OK\r\nContent-Ty".utf8)), exits: 75,
      says: "within the headers"),
    LiveCase(
      "no length, and cut", .head("200 OK", type, "Connection: close"), .send(half), exits: 2,
      says: "ends in the middle of a document"),
    LiveCase(
      "endless headers", .send(Array("HTTP/1.1 200 OK\r\n".utf8)),
      .flood(Array("X-Filler: 0123456789\r\n".utf8), times: .max), exits: 2, says: "headers of the answer don't end"),
    LiveCase(
      "a length of 26 digits", .head("200 OK", type, "Content-Length: 12345678901234567890123456"), .send(list),
      exits: 2,
      says: "number of bytes in Content-Length, found 12345678901234567890123456"),
    LiveCase(
      "two lengths", .head("200 OK", type, "Content-Length: \(list.count)", "Content-Length: 3"), .send(list), exits: 2,
      says: "one number of bytes in Content-Length, found \(list.count), 3"),
    LiveCase(
      "a header without a colon", .head("200 OK", type, "what is this", "Content-Length: \(list.count)"), .send(list),
      exits: 2, says: "has a header that"),
    LiveCase(
      "a length that is no number", .head("200 OK", type, "Content-Length: many"), .send(list), exits: 2,
      says: "states a length that is no number"),
    LiveCase(
      "a header of 400 kB", .head("200 OK", type, "X-Filler: \(String(repeating: "a", count: 400_000))"), .send(list),
      exits: 2, says: "longer than any should be"),
    LiveCase("not modified", .head("304 Not Modified", type), exits: 2, says: "A cache stands between"),
    LiveCase("no HTTP", .send(Array("SSH-2.0-x\r\n".utf8)), exits: 2, says: "did not answer in HTTP"),
  ]

  private static let slow: [LiveCase] = [
    LiveCase(
      "a drip", .goodHead(list.count), .drip(list, milliseconds: 50), options: ["--deadline", "2s"], exits: 2,
      says: "before the whole answer came"),
    LiveCase("a hang before the answer", .hang, options: ["--timeout", "1s"], exits: 75, says: "nothing came for 1s"),
    LiveCase(
      "a hang after the headers", .goodHead(list.count), .hang, options: ["--timeout", "1s"], exits: 75,
      says: "nothing came for 1s"),
    LiveCase(
      "a hang in the body", .goodHead(list.count), .send(half), .hang, options: ["--timeout", "1s"], exits: 2,
      says: "in the middle of the answer"),
  ]

  private static let statuses: [LiveCase] = [
    redirect("https://other.example:1/a", "https://other.example:1/a"),
    redirect("http://127.0.0.1:1/elsewhere?key=\(canary)", "http://127.0.0.1:1/elsewhere"),
    redirect("https://u:\(canary)@127.0.0.1/", "https://127.0.0.1/"),
    redirect("file:///etc/passwd", "file:///etc/passwd"),
    LiveCase("401", .answer("no", "401 Unauthorized", type: "text/plain"), exits: 77, says: "HTTP status 401"),
    LiveCase(
      "401 with WWW-Authenticate",
      .answer(#"{"errors":[{"title":"No session"}]}"#, "401 Unauthorized", header: "WWW-Authenticate: Basic"),
      exits: 77, says: "No session"),
    LiveCase("403", .answer("", "403 Forbidden"), exits: 77, says: "HTTP status 403"),
    LiveCase(
      "400 with a refused key", .answer(#"{"errors":[{"status":"401","title":"Who?"}]}"#, "400 Bad Request"),
      exits: 77, says: "HTTP status 400: the service answered with an error: status 401, Who?"),
    LiveCase(
      "404 with title, detail and source",
      .answer(
        """
        {"errors":[{"status":"404","title":"Not there","detail":"see below","source":{"parameter":"id","pointer":"/a"}}]}
        """, "404 Not Found"), exits: 2, says: "Not there, see below, in id and /a"),
    LiveCase("408", .answer("", "408 Request Timeout"), exits: 75, says: "HTTP status 408"),
    LiveCase(
      "429 with an endless Retry-After", .answer("", "429 Too Many", header: "Retry-After: 99999999999"),
      exits: 75, says: "wants to be left alone for longer"),
    LiveCase("429 for ever", .answer("", "429 Too Many", header: "Retry-After: 0"), exits: 75, says: "status 429"),
    LiveCase(
      "a status that HTTP has none of", .answer("", "999 What", header: "Retry-After: 0"), exits: 2, says: "999"),
    LiveCase("503 for ever", .answer("", "503 Down", header: "Retry-After: 0"), exits: 75, says: "status 503"),
    LiveCase("204", .head("204 No Content"), exits: 2, says: "no content"),
    LiveCase("206", .answer(text, "206 Partial Content"), exits: 2, says: "expected HTTP status 200"),
    LiveCase(
      "the key sent back", .answer(#"{"errors":[{"detail":"not \#(canary)"}]}"#, "403 Forbidden"), exits: 77,
      says: "not ****"),
  ]

  private static let wrongDocuments: [LiveCase] = [
    LiveCase("an empty answer", .answer(""), exits: 2, says: "the answer is empty"),
    LiveCase(
      "200 with errors", .answer(#"{"errors":[{"status":422,"title":"Bad","detail":"digits"}]}"#), exits: 2,
      says: "Bad, digits"),
    LiveCase(
      "200 with a refused key", .answer(#"{"errors":[{"status":401,"title":"Who?"}]}"#), exits: 77, says: "Who?"),
    LiveCase(
      "200 with a refused key behind another error",
      .answer(#"{"errors":[{"status":"422","title":"Bad"},{"status":"401","title":"Who?"}]}"#), exits: 77,
      says: "status 401, Who?, and 1 more"),
    LiveCase(
      "200 with a status that passes", .answer(#"{"errors":[{"status":"503","title":"Busy"}]}"#), exits: 75,
      says: "status 503, Busy"),
    LiveCase(
      "200 with too many requests", .answer(#"{"errors":[{"status":429,"title":"Slow"}]}"#), exits: 75,
      says: "status 429, Slow"),
    LiveCase(
      "200 with errors that quote the key", .answer(#"{"errors":[{"status":422,"title":"Bad \#(canary)"}]}"#),
      exits: 2, says: "Bad ****"),
    LiveCase(
      "a wrong media type", .answer(text, type: "application/json"), exits: 2,
      says: "expected the media type application/vnd.api+json, found application/json"),
    LiveCase(
      "a web page", .answer("<html>Log in</html>", type: "text/html"), exits: 2, says: "the answer is a web page"),
    LiveCase("a web page in disguise", .answer("<html>Log in</html>"), exits: 2, says: "looks like HTML"),
    LiveCase("trailing bytes", .answer("\(text)x"), exits: 2, says: "expected the end of the answer"),
    LiveCase("two documents", .answer("\(text)\(text)"), exits: 2, says: "expected the end of the answer"),
    LiveCase("rows", .answer(#"{"type":"tokens","id":"a"}"#), exits: 2, says: "neither `data` nor `errors`"),
    LiveCase(
      "links.next and null", .answer(#"{"data":[],"links":{"next":"/2","next":null}}"#), exits: 2, says: "to /2"),
    LiveCase("links.next", .answer(#"{"data":[],"links":{"next":"/2"}}"#), exits: 2, says: "not the whole list"),
    LiveCase(
      "another list", .answer(#"{"data":[{"type":"alphabet"}]}"#), exits: 2, says: "this is an alphabets answer"),
    LiveCase("too much", .answer(text), options: ["--max-bytes", "100"], exits: 2, says: "more than 100 bytes"),
  ]

  private static let compressed: [LiveCase] = [
    LiveCase("gzip, cut", .answer(bytes: zipped.dropLast(4), header: encoding), exits: 2, says: "cut off"),
    LiveCase(
      "gzip, cut with the connection", .head("200 OK", type, encoding, "Content-Length: \(zipped.count)"),
      .send(zipped.dropLast(9)), exits: 2, says: "ended before all of it"),
    LiveCase(
      "a gzip bomb", .answer(bytes: gzip([UInt8](repeating: 32, count: 40_000_000)), header: encoding),
      options: ["--max-bytes", "1MB"], exits: 2, says: "more than 1,000,000 bytes"),
    LiveCase(
      "an encoding that was not asked for", .answer(text, header: "Content-Encoding: br"), exits: 2,
      says: "encoded as br"),
  ]

  private static let encoding = "Content-Encoding: gzip"

  /// Ways that end well.
  static let successes: [LiveCase] = [
    LiveCase("with its length", .answer(text), exits: 0, says: ""),
    LiveCase("no length", .head("200 OK", type, "Connection: close"), .send(list), exits: 0, says: ""),
    LiveCase(
      "chunked", .head("200 OK", type, "Transfer-Encoding: chunked"), .chunk(half), .chunk(otherHalf), .chunk([]),
      exits: 0, says: ""),
    LiveCase("gzip", .answer(bytes: zipped, header: encoding), exits: 0, says: ""),
    LiveCase(
      "a media type with a parameter", .answer(text, type: "Application/vnd.api+json; charset=utf-8"), exits: 0,
      says: ""),
    LiveCase("500 then 200", scripts: [[.answer("", "500 Oops")], [.answer(text)]], exits: 0, says: ""),
    LiveCase("reset then 200", scripts: [[.reset], [.answer(text)]], exits: 0, says: ""),
    LiveCase(
      "429 with Retry-After 0, then 200",
      scripts: [[.answer("", "429 Slow", header: "Retry-After: 0")], [.answer(text)]], exits: 0, says: ""),
    LiveCase(
      "429 with Retry-After 1, then 200",
      scripts: [[.answer("", "429 Slow", header: "Retry-After: 1")], [.answer(text)]], exits: 0, says: ""),
    LiveCase("an interim answer before", .head("103 Early Hints", "Link: </a>"), .answer(text), exits: 0, says: ""),
  ]

  private static func redirect(_ target: String, _ shown: String) -> LiveCase {
    LiveCase(
      "redirect to \(shown)", .answer("", "302 Found", header: "Location: \(target)"), exits: 2,
      says: "points to \(shown);")
  }

  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let folder = TemporaryFolder()
    do {
      try folder.write(bytes, to: "a")
      _ = try Command.run("gzip", ["-9", folder("a")])
      return try folder.read("a.gz")
    } catch { return [] }
  }
}
