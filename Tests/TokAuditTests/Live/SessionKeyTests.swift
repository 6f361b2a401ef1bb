import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

@Suite(.enabled(if: Command.exists("curl"), "there is no curl"))
struct SessionKeyTests {
  private let folder = TemporaryFolder()
  private let key = "abcabd-KEY"

  private func masked(_ text: String, _ key: String) -> (text: String, held: Int) {
    var own = Array(key.utf8)
    let secret = SecretBytes(taking: &own)
    #expect(own.allSatisfy { $0 == 0 })
    var bytes = Array(text.utf8)
    let held = bytes.withUnsafeMutableBytes { secret.mask($0, with: UInt8(ascii: "*")) }
    return (String(decoding: bytes, as: UTF8.self), held)
  }

  @Test(arguments: [
    ("", "", 0), ("nothing here", "nothing here", 0), ("abcabd-KEY", "**********", 0),
    ("xabcabd-KEYabcabd-KEYy", "x********************y", 0), ("abcabcabd-KEY", "abc**********", 0),
    ("ends with abcab", "ends with abcab", 5), ("abcabd-KE", "abcabd-KE", 9), ("abcabd-KEYabc", "**********abc", 3),
    ("abcabd-KEX", "abcabd-KEX", 0), ("ABCabd-key", "**********", 0), ("ABCABD-", "ABCABD-", 7),
  ])
  func `the key is overwritten wherever it stands`(_ text: String, _ expected: String, _ held: Int) throws {
    let result = masked(text, key)
    #expect(result.text == expected)
    #expect(result.held == held)
  }

  @Test(arguments: UInt64(1)...5) func `the fast search finds what a slow one finds`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let key = String((0..<Int.random(in: 1...6)).map { _ in "ab".randomElement(using: &generator) ?? "a" })
      let text = String((0..<60).map { _ in "aab".randomElement(using: &generator) ?? "b" })
      let slow = text.replacing(key, with: String(repeating: "*", count: key.count))
      #expect(masked(text, key).text == slow, "\(key) in \(text)")
    }
  }

  @Test(arguments: [
    (#"x\u0061bcabd-KEYy"#, "x***************y", 0), (#"abcabd\u002DKEY"#, "***************", 0),
    ("abc%61bd%2dKEY.", "**************.", 0), (#"abc\u00e4"#, #"abc\u00e4"#, 0), (#"abcabd\u00"#, #"abcabd\u00"#, 10),
    (#"abcabd-KE\"#, #"abcabd-KE\"#, 10), ("abcabd%", "abcabd%", 7), (#"\\u0061bcabd"#, #"\\u0061bcabd"#, 0),
    (#"\uabcabd-KEY"#, #"\u**********"#, 0), ("100%abcabd-KEY", "100%**********", 0), (#"ab\u0061"#, #"ab\u0061"#, 6),
  ])
  func `the key is overwritten with escapes in it`(_ text: String, _ expected: String, _ held: Int) {
    let result = masked(text, key)
    #expect(result.text == expected)
    #expect(result.held == held)
  }

  @Test(arguments: UInt64(1)...5)
  func `no key comes through in pieces, whatever escapes it is written with`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let isURL = Bool.random(using: &generator)
      let spelled = key.utf8.map { byte in
        let digits = String(byte, radix: 16, uppercase: Bool.random(using: &generator))
        let escaped = isURL ? "%\(digits)" : "\\u00\(digits)"
        return Bool.random(using: &generator) ? escaped : String(UnicodeScalar(byte))
      }.joined()
      let pieces = [#"{"a\n":"100%x"#, spelled, #"\\","b":"%2x\n"#, spelled, spelled, #"\"}"#]
      let text = Array(pieces.joined().utf8)
      var (own, received, shown) = (Array(key.utf8), [UInt8](), [UInt8]())
      let secret = SecretBytes(taking: &own)
      for byte in text {
        // As a stream does: what may be the beginning of the key waits for more.
        received.append(byte)
        guard Int.random(in: 0..<4, using: &generator) == 0 else { continue }
        let held = received.withUnsafeMutableBytes { secret.mask($0, with: UInt8(ascii: "*")) }
        shown += received.dropLast(held)
        received = received.suffix(held)
      }
      _ = received.withUnsafeMutableBytes { secret.mask($0, with: UInt8(ascii: "*")) }
      shown += received
      #expect(shown.count == text.count)
      let rest = String(decoding: shown, as: UTF8.self)
      for kept in [#"{"a\n":"100%x*"#, #"*\\","b":"%2x\n*"#, #"*\"}"#] { #expect(rest.contains(kept), "\(rest)") }
      #expect(!rest.contains(spelled), "\(spelled)")
    }
  }

  @Test func `a key that comes back with escapes is in no message and no report`() throws {
    let key = "6f0c1d2e-3a4b-4c5d-8e9f-0a1b2c3d4e5f"
    try folder.write(key.utf8, to: "key")
    chmod(folder("key"), 0o600)
    let escaped = key.replacing("-", with: #"\u002d"#)
    let server = MisbehavingServer(
      .answer(#"{"errors":[{"status":"422","title":"\#(escaped)","detail":"\u0036\#(key.dropFirst())"}]}"#))
    defer { server.stop() }
    let result = try Command.run(
      Command.tokaudit,
      ["audit", server.url, "--session-key-file", folder("key"), "-o", folder("out/"), "--save", folder("saved.json")])
    #expect(result.errors.contains("****"), "\(result.errors)")
    let reports = try ["out/report.md", "out/report.html", "out/report.json"].map { try folder.text($0) }
    for text in reports + [result.output, result.errors] { #expect(!text.contains(key) && !text.contains(escaped)) }
    let named = try Command.run(Command.tokaudit, ["audit", server.url, "--session-key-file", key])
    #expect(named.ending == .exited(78) && !named.errors.contains(key), "\(named.errors)")
  }

  static let files: [(text: String, code: Int32, says: String)] = [
    ("", 78, "holds no session key"), ("\n", 78, "holds no session key"), ("a\nb\n", 78, "holds no session key"),
    ("a b", 78, "holds no session key"), ("a\r\nX-Other: 1", 78, "holds no session key"),
    ("\u{E9}", 78, "holds no session key"),
    (String(repeating: "k", count: 1_025), 78, "holds no session key"), ("a\"b\\c", 0, ""), ("k\r\n", 0, ""),
    (String(repeating: "k", count: 1_024), 0, ""),
  ]

  @Test(arguments: files)
  func `a key is what fits into a header, and arrives as it is`(_ text: String, _ code: Int32, _ says: String) throws {
    try folder.write(text.utf8, to: "key")
    chmod(folder("key"), 0o600)
    let server = MisbehavingServer(.answer(LiveCase.text))
    defer { server.stop() }
    let result = try Command.run(Command.tokaudit, ["audit", server.url, "--session-key-file", folder("key")])
    #expect(result.ending == .exited(code), "\(result.errors)")
    #expect(result.errors.contains(says), "\(result.errors)")
    let sent = String(text.prefix { !$0.isNewline })
    if code == 0 {
      #expect(server.requests.first?.contains("\r\nSession-Key: \(sent)\r\n") == true)
    } else {
      #expect(server.requests.isEmpty)
      #expect(sent.isEmpty || !result.errors.contains("\(sent)\n"))
    }
  }

  @Test func `the key is found in the file of the option, of the environment, then among the credentials`() throws {
    for name in ["one", "two", "session-key"] {
      try folder.write(name.utf8, to: name)
      chmod(folder(name), 0o644)
    }
    let variable = "TOKAUDIT_SESSION_KEY_FILE=\(folder("two"))"
    let credentials = "CREDENTIALS_DIRECTORY=\(folder.path)"
    let ways: [(options: [String], environment: [String], key: String, warns: Bool)] = [
      (["--session-key-file", folder("one")], [variable, credentials], "one", true),
      ([], [variable, credentials], "two", true), ([], [credentials], "session-key", false),
    ]
    for way in ways {
      let server = MisbehavingServer(.answer(LiveCase.text))
      let result = try Command.run(
        Command.tokaudit, ["audit", server.url] + way.options, environment: way.environment)
      server.stop()
      #expect(result.ending == .exited(0), "\(result.errors)")
      #expect(server.requests.first?.contains("Session-Key: \(way.key)\r\n") == true)
      #expect(result.errors.contains("can be read by others") == way.warns, "\(result.errors)")
    }
    let missing = try Command.run(Command.tokaudit, ["audit", "http://127.0.0.1:1"])
    #expect(missing.ending == .exited(77))
    #expect(missing.errors.contains("there is no session key"))
    let nowhere = try Command.run(Command.tokaudit, ["audit", "http://127.0.0.1:1", "--session-key-file", "/nowhere"])
    #expect(nowhere.ending == .exited(78))
  }

  @Test(.timeLimit(.minutes(1))) func `a FIFO is not waited for, a pipe of the shell is read`() throws {
    mkfifo(folder("fifo"), 0o600)
    let waiting = ["audit", "http://127.0.0.1:1/", "--session-key-file", folder("fifo")]
    let refused = try Command.run(Command.tokaudit, waiting)
    #expect(refused.ending == .exited(78) && refused.errors.contains("is no regular file"), "\(refused.errors)")
    let server = MisbehavingServer(.answer(LiveCase.text))
    defer { server.stop() }
    let piped = "sleep 0.2; printf k | '\(Command.tokaudit)' audit \(server.url) --session-key-file /dev/fd/0"
    let read = try Command.run("sh", ["-c", piped])
    #expect(read.ending == .exited(0), "\(read.errors)")
    #expect(server.requests.first?.contains("Session-Key: k\r\n") == true)
  }

  @Test func `without a key no folder for token files is made`() throws {
    let arguments = ["fetch", "http://127.0.0.1:1/", "--what", "data", "-o", folder("tokens/")]
    #expect(try Command.run(Command.tokaudit, arguments).ending == .exited(77))
    #expect(folder.names.isEmpty)
  }
}
