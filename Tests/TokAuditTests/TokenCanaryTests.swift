import Foundation
import Testing

@testable import TokAudit

/// Tokens are secrets: no report, message or file that stays has one, whatever is wrong with their files.
struct TokenCanaryTests {
  private static let id = "0cab1aa8-c8fc-3a4f-a777-dd69ff128fb4"
  private static let other = "1cab1aa8-c8fc-3a4f-a777-dd69ff128fb4"
  private static let digits = 16

  private static func tokens(_ count: Int, seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      String((0..<digits).map { _ in Character(UnicodeScalar(UInt8.random(in: 0x41...0x5A, using: &generator))) })
    }
  }

  private static func line(_ id: String, size: Int) -> String {
    #"""
    {"type":"tokens","id":"\#(id)","attributes":{"status":"ended","analysis":"none","alphabet":"UPPER_LATIN",
    "digits":"16","size":"\#(size)","available":"\#(size == 200 ? "43608742899428874059576" : "43608742899428874059376")",
    "reachable":"65536","rate":100,"partial":true,"checksum":"\#(String(repeating: "01", count: 56))",
    "filesizes":{"data":50},"filehashes":{"data":"\#(String(repeating: "0a", count: 32))"},
    "timestamps":{"requested":"2024-03-01T00:00:00.000Z","started":"2024-03-01T00:00:00.000Z",
    "ended":"2024-03-01T00:00:00.480Z"}}}
    """#
  }

  /// Ways to spoil a file: each leads to other findings, or to none.
  private static let spoils: [(name: String, spoil: @Sendable ([String]) -> String)] = [
    ("whole", { $0.joined(separator: "\n") }),
    ("repeated", { ($0 + $0.prefix(1)).joined(separator: "\n") }),
    ("foreign", { ($0 + ["PLMOKNIJBUHVYGCé"]).joined(separator: "\n") }),
    ("short", { ($0.dropFirst() + [String($0[0].dropLast())]).joined(separator: "\n") }),
    ("long", { $0.joined() }),
    ("blank", { "\u{FEFF}" + $0.joined(separator: "\r\n") + "\n\n" }),
    ("few", { $0.prefix(2).joined(separator: "\n") }),
  ]

  @Test(arguments: spoils.map(\.name)) func `no token stands in anything that is written`(name: String) throws {
    let spoil = try #require(Self.spoils.first { $0.name == name }).spoil
    let tokens = Self.tokens(200, seed: 1)
    let text = spoil(tokens)
    let folder = TemporaryFolder()
    let temporary = TemporaryFolder()
    let out = TemporaryFolder()
    let list = "{\"data\":[\(Self.line(Self.id, size: 200)),\(Self.line(Self.other, size: 200))]}"
    try folder.write(list.utf8, to: "list.json")
    try folder.write("{\"data\":[\(Self.line(Self.id, size: 400))]}".utf8, to: "earlier.json")
    try FileManager.default.createDirectory(atPath: folder("data"), withIntermediateDirectories: false)
    try folder.write(text.utf8, to: "data/\(Self.id).csv")
    // The other production line shares tokens with it.
    try folder.write(
      (tokens.prefix(60) + Self.tokens(140, seed: 2)).joined(separator: "\n").utf8, to: "data/\(Self.other).csv")
    let shown = try Command.run(
      "env",
      [
        "TMPDIR=\(temporary.path)", Command.tokaudit, "audit", folder("list.json"), "--data", folder("data"),
        "--earlier",
        folder("earlier.json"), "--unique-across", "--memory", "1MB",
      ])
    let result = try Command.run(
      "env",
      [
        "TMPDIR=\(temporary.path)", Command.tokaudit, "audit", folder("list.json"), "--data", folder("data"),
        "--earlier",
        folder("earlier.json"), "--unique-across", "--memory", "1MB", "-o", out(""),
      ])
    #expect(result.ending == .exited(1), "\(result.errors)")
    var all = result.errors + result.output + shown.errors + shown.output
    for file in TokenFilesSampleTests.files { all += try out.text(file) }
    #expect(all.contains("token-file-size"))
    #expect(temporary.names.isEmpty)
    for token in tokens + ["PLMOKNIJBUHVYGCé"] {
      #expect(!all.contains(token.prefix(8)))
      #expect(!all.contains(token.suffix(8)))
    }
    // Few tokens could be guessed from how often each character stands where.
    if name == "few" {
      #expect(try out.text("quality.csv").contains("UPPER_LATIN,16,\(Self.id),chi-squared,,,2,,400,,\r\n"))
    }
  }
}
