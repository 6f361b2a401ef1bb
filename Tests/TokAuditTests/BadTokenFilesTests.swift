import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Token files that are none: each is named, nothing hangs, and memory has a limit.
struct BadTokenFilesTests {
  private static let id = "0cab1aa8-c8fc-3a4f-a777-dd69ff128fb4"

  /// A way in which a file can be bad.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Makes the file `$f`, in its folder.
    let script: String
    /// Tokens that the list states.
    var tokens = 3
    /// 1 for findings, 2 for an incomplete audit.
    let code: Int32
    /// What the findings or the messages say.
    let says: [String]

    var testDescription: String { name }

    init(_ name: String, _ script: String, tokens: Int = 3, exits code: Int32, says: String...) {
      self.name = name
      self.script = script
      self.tokens = tokens
      self.code = code
      self.says = says
    }
  }

  private static let all = [
    Case("missing", ":", exits: 1, says: "token-file-present,error", "its token file is not there"),
    Case(
      "empty", ": > $f.csv", exits: 1, says: "token-file-size,error", "the file has 0, 11 less", "token-count,error",
      "the file has 0, 3 less"),
    Case("blank", "printf '\\n\\n\\n' > $f", exits: 1, says: "token-shape,error", "Row 1 of the file is blank"),
    Case("a folder", "mkdir $f.csv", exits: 2, says: "\(id).csv: can't be read: it is no regular file"),
    Case("a FIFO", "mkfifo $f.csv", exits: 2, says: "\(id).csv: can't be read: it is no regular file"),
    Case("a device", "ln -s /dev/zero $f.csv", exits: 2, says: "it is no regular file"),
    Case(
      "a symlink loop", "ln -s $f.csv $f.csv", exits: 2, says: "\(id).csv: can't be read: Too many levels of symbolic"),
    Case("a symlink to nothing", "ln -s nowhere $f", exits: 2, says: "\(id): can't be read: No such file"),
    Case(
      "truncated gzip", "printf 'abc\\nbcd\\ncde' | gzip | head -c 25 > $f.csv.gz", exits: 2,
      says: "\(id).csv.gz: can't be read: gzip: stdin: unexpected end of file"),
    Case(
      "damaged gzip", "{ printf 'abc\\nbcd\\ncde' | gzip | head -c 15; printf xxxxxxxxxxxxxxxxxxxx; } > $f.gz",
      exits: 2,
      says: "\(id).gz: can't be read: gzip: stdin: "),
    Case(
      "rubbish behind gzip", "{ printf 'abc\\nbcd\\ncde' | gzip; printf rubbish; } > $f.gz", exits: 2,
      says: "\(id).gz: can't be read: gzip: stdin: "),
    Case("gzip by its name only", "printf 'abc\\nbcd\\ncde' > $f.gz", exits: 0, says: ""),
    // 4 GB of zeros in 4 MB: gzip takes members one after another.
    Case(
      "a gzip bomb",
      "head -c 20000000 /dev/zero | gzip > one; i=0; while [ $i -lt 200 ]; do cat one; i=$((i+1)); done > $f.gz; rm one",
      exits: 2,
      says:
        "\(id).gz: it has more than 1,048,576 bytes, more than twice what its tokens can need; the rest was not read"),
    Case(
      "a row of 10 MB", "head -c 10000000 /dev/zero | tr '\\0' a > $f.csv", tokens: 1_500_000, exits: 1,
      says: "token-shape,error", "Row 1 of the file has another number of characters; 1 row of this kind",
      "token-count,error"),
    Case(
      "a row of 10 MB where there is no room for it", "head -c 10000000 /dev/zero | tr '\\0' a > $f.csv", exits: 2,
      says: "\(id).csv: it has more than 1,048,576 bytes"),
    Case(
      "three times as long as its tokens need", "yes abc | head -n 525000 > $f.csv", tokens: 175_000, exits: 2,
      says: "\(id).csv: it has more than 1,400,000 bytes, more than twice what its tokens can need"),
    Case(
      "invalid UTF-8", "printf 'abc\\nb\\377d\\ncde' > $f.csv", exits: 1, says: "token-shape,error",
      "Row 2 of the file has bytes that are not UTF-8", ",1,5,"),
    Case(
      "half a character at the end", "printf 'abc\\nbcd\\ncd\\342\\232' > $f.csv", exits: 1, says: "token-shape,error",
      "Row 3 of the file has bytes that are not UTF-8"),
    Case(
      "UTF-16", "printf '\\377\\376a\\0b\\0c\\0' > $f.csv", exits: 1, says: "token-shape,error",
      "bytes that are not UTF-8"),
    Case(
      "NUL bytes", "printf 'abc\\nb\\0d\\ncde' > $f.csv", exits: 1, says: "token-shape,error",
      "Row 2 of the file has a character that is not in the alphabet"),
    Case(
      "named twice", "printf 'abc\\nbcd\\ncde' | tee $f.csv > $f", exits: 1, says: "token-file-present,error",
      "stand for the same part"),
  ]

  private static let linuxOnly = [
    Case(
      "a file that fails when it is read", "ln -s /proc/self/mem $f", exits: 2,
      says: "\(id): can't be read: Input/output error")
  ]

  /// Kilobytes of address space, of which the program takes less than half; the address sanitiser takes more.
  private static let limit = 300_000

  private static let cases: [Case] = {
    #if os(Linux)
    all + linuxOnly
    #else
    all
    #endif
  }()

  /// Audits the list of one production line with its files.
  private func audit(_ bad: Case, _ folder: TemporaryFolder, under limits: String) throws -> Command.Result {
    let line = TokenService.Line(id: Self.id, bytes: bad.tokens * 4 - 1)
    let list = TokenService.document([line]).split(separator: #""size":"3""#).joined(
      separator: #""size":"\#(bad.tokens)""#)
    try folder.write(list.utf8, to: "list.json")
    let rules = ["file-present", "file-size", "count", "shape", "unique"].map { "token-\($0)" }.joined(separator: ",")
    let script = """
      \(limits); exec '\(Command.tokaudit)' audit '\(folder("list.json"))' --data '\(folder("tokens"))' \
      --select \(rules) --threads 1 --format csv
      """
    return try Command.run("sh", ["-c", script])
  }

  private static let fits =
    (try? Command.run("sh", ["-c", "ulimit -v \(limit) && exec '\(Command.tokaudit)' --version"]))?.ending == .exited(0)

  @Test(.enabled(if: fits, "the program needs more memory, as with a sanitiser"), arguments: cases)
  func `a bad file is named, in bounded time and memory`(_ bad: Case) throws {
    try expectNamed(bad, under: "ulimit -v \(Self.limit)")
  }

  @Test(.enabled(if: !fits, "it is tested in bounded memory"), arguments: cases)
  func `a bad file is named, in bounded time`(_ bad: Case) throws {
    try expectNamed(bad, under: ":")
  }

  private func expectNamed(_ bad: Case, under limits: String) throws {
    let folder = TemporaryFolder()
    mkdir(folder("tokens"), 0o700)
    let made = try Command.run("sh", ["-c", "cd '\(folder("tokens"))' && f=\(Self.id) && \(bad.script)"])
    #expect(made.ending == .exited(0), "\(made.errors)")
    let start = ContinuousClock.now
    let result = try audit(bad, folder, under: limits)
    #expect(result.ending == .exited(bad.code), "\(result.errors)\n\(result.output)")
    // The closing row of standard error quotes the verdict only.
    for text in bad.says where text != "" {
      #expect(
        (bad.code == 2 ? result.errors : result.output).contains(text), "\(text) in \(result.errors)\n\(result.output)")
    }
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func `where temporary files can't be made, the remedy is about them`() throws {
    let folder = TemporaryFolder()
    mkdir(folder("tokens"), 0o700)
    // Tokens of more than 64 bits, too many to wait in memory; the first of them twice.
    let count = 150_001
    let list = TokenService.document([TokenService.Line(id: Self.id, bytes: count * 21 - 1)])
      .split(separator: #""size":"3""#).joined(separator: #""size":"\#(count)""#)
      .split(separator: #""digits":"3""#).joined(separator: #""digits":"20""#)
    try folder.write(list.utf8, to: "list.json")
    let script = """
      { seq -f %020.0f \(count - 1); seq -f %020.0f 1; } | tr 0-9 a-j > '\(folder("tokens/\(Self.id).csv"))'; \
      TMPDIR='\(folder("missing"))' exec '\(Command.tokaudit)' audit '\(folder("list.json"))' \
      --data '\(folder("tokens"))' --memory 1MB
      """
    let result = try Command.run("sh", ["-c", script])
    #expect(result.ending == .exited(2))
    #expect(
      result.errors.contains(
        "\(Self.id).csv: can't be read: a temporary file: No such file or directory. Name a folder that is there"),
      "\(result.errors)")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a file that may not be read is named`() throws {
    try expectUnreadable(prefix: "")
  }

  @Test(.enabled(if: geteuid() == 0 && Command.exists("setpriv"), "only root can become somebody else"))
  func `a file that somebody else may not read is named`() throws {
    try expectUnreadable(prefix: "setpriv --reuid 65534 --clear-groups ")
  }

  private func expectUnreadable(prefix: String) throws {
    let folder = TemporaryFolder()
    chmod(folder.path, 0o755)
    mkdir(folder("tokens"), 0o755)
    try folder.write("abc".utf8, to: "tokens/\(Self.id)")
    chmod(folder("tokens/\(Self.id)"), 0)
    try folder.write(TokenService.document([TokenService.Line(id: Self.id)]).utf8, to: "list.json")
    // The program may stand where only root gets; it is copied for the other user.
    let script = """
      cp '\(Command.tokaudit)' '\(folder("program"))' && chmod 755 '\(folder("program"))' && \
      \(prefix)'\(folder("program"))' audit '\(folder("list.json"))' --data '\(folder("tokens"))'
      """
    let result = try Command.run("sh", ["-c", script])
    #expect(result.ending == .exited(2), "\(result.errors)")
    #expect(result.errors.contains("\(Self.id): can't be read: Permission denied"), "\(result.errors)")
  }
}
