import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

struct InputStreamTests {
  private let folder = TemporaryFolder()
  private let text = (0..<200_000).map { "\($0 &* 2_654_435_761)\n" }.joined()

  init() { Interruptions.ignoreWriteSignals() }

  @Test(arguments: [0, 1, 2, 5]) func `a small file is read as it is`(_ count: Int) throws {
    let bytes = Array("hello".utf8.prefix(count))
    try folder.write(bytes, to: "a")
    let all = try readAll(folder("a"), by: 2)
    #expect(all.bytes == bytes)
    #expect(all.storedByteCount == count)
    #expect(all.error == nil)
  }

  @Test(arguments: [7, 1 << 20]) func `a compressed file is decompressed, whatever its name`(_ size: Int) throws {
    try folder.write(text.utf8.prefix(size < 100 ? 5_000 : .max), to: "a.json")
    _ = try Command.run("gzip", ["-kS", ".other", folder("a.json")])
    let all = try readAll(folder("a.json.other"), by: size)
    #expect(all.error == nil)
    #expect(try all.bytes == folder.read("a.json"))
    #expect(try all.storedByteCount == folder.read("a.json.other").count)
    #expect(all.storedPosition == all.storedByteCount)
  }

  @Test(arguments: [false, true]) func `a pipe is read, and decompressed when it must be`(_ compressed: Bool) throws {
    try folder.write(text.utf8, to: "a")
    let command = compressed ? "gzip -c" : "cat"
    let all = try readAllFromFIFO("\(command) '\(folder("a"))'")
    #expect(all.error == nil)
    #expect(all.bytes == Array(text.utf8))
    #expect(all.storedByteCount == nil)
  }

  @Test func `a pipe that brings a byte at a time is recognised too`() throws {
    try folder.write("hello".utf8, to: "a")
    _ = try Command.run("gzip", [folder("a")])
    let slow = "for i in $(seq 0 40); do dd if='\(folder("a.gz"))' bs=1 skip=$i count=1 2>/dev/null; done"
    let all = try readAllFromFIFO(slow)
    #expect(all.error == nil)
    #expect(all.bytes == Array("hello".utf8))
  }

  @Test func `members one after another are one input`() throws {
    let all = try readAllFromFIFO("echo one | gzip; echo two | gzip")
    #expect(all.bytes == Array("one\ntwo\n".utf8))
    #expect(all.error == nil)
  }

  @Test(arguments: [
    (1_000, "", "unexpected end of file"), (2, "", "unexpected end of file"),
    (.max, "garbage", "trailing garbage"), (-8, "12345678", "crc error"),
  ])
  func `a damaged file is a problem at its end`(_ kept: Int, _ added: String, _ complaint: String) throws {
    try folder.write(text.utf8, to: "a")
    _ = try Command.run("gzip", [folder("a")])
    let whole = try folder.read("a.gz")
    let rest = kept < 0 ? whole.dropLast(-kept) : whole.prefix(kept)
    try folder.write(rest + Array(added.utf8), to: "bad")
    let file = try readAll(folder("bad"), by: 1 << 16)
    #expect(file.error?.name == "input")
    #expect(file.error?.message.hasPrefix("gzip: ") == true, "\(file.error?.message ?? "no error")")
    #if os(Linux)
    #expect(file.error?.message.contains(complaint) == true, "\(file.error?.message ?? "no error")")
    #endif
    #expect(text.utf8.starts(with: file.bytes))
    let pipe = try readAllFromFIFO("cat '\(folder("bad"))'")
    #expect(pipe.error == file.error)
    #expect(pipe.bytes == file.bytes)
  }

  @Test func `a folder cannot be read as a file`() throws {
    #expect(throws: InputError("input", "Is a directory")) { _ = try readAll(folder.path, by: 10) }
    #expect(throws: InputError("input", "No such file or directory")) { _ = try readAll(folder("no"), by: 10) }
  }

  @Test func `standard input is read from where it stands`() throws {
    try folder.write("skipped hello".utf8, to: "a")
    let file = try FileDescriptor.open(folder("a"))
    lseek(file.number, 8, SEEK_SET)
    var stream = try InputStream.open(file, name: "input")
    #expect(stream.storedByteCount == 5)
    #expect(try drain(&stream, by: 3).bytes == Array("hello".utf8))
  }

  private struct All {
    var bytes: [UInt8] = []
    var storedByteCount: Int?
    var storedPosition: Int?
    var error: InputError?
  }

  private func source(_ path: String) -> InputSource {
    InputSource(name: "input", place: .path(path), storedByteCount: nil)
  }

  private func readAll(_ path: String, by size: Int) throws -> All {
    var stream = try source(path).open()
    return try drain(&stream, by: size)
  }

  /// Reads a FIFO that a shell fills.
  private func readAllFromFIFO(_ script: String) throws -> All {
    let fifo = folder("fifo")
    unlink(fifo)
    mkfifo(fifo, 0o644)
    let null = try FileDescriptor.open("/dev/null", .updating)
    var shell = try ChildProcess(
      "sh", ["-c", "(\(script)) > '\(fifo)'"], environment: ["PATH=/usr/bin:/bin"], input: null.number,
      output: null.number, error: null.number)
    let all = try readAll(fifo, by: 1 << 16)
    _ = shell.wait()
    return all
  }

  private func drain(_ stream: inout InputStream, by size: Int) throws -> All {
    var all = All(storedByteCount: stream.storedByteCount)
    var buffer = [UInt8](repeating: 0, count: size)
    do {
      while true {
        let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
        if count == 0 { break }
        all.bytes += buffer.prefix(count)
      }
    } catch let error as InputError {
      all.error = error
    }
    #expect(try buffer.withUnsafeMutableBytes { try stream.read(into: $0) } == 0)
    all.storedPosition = stream.storedPosition
    return all
  }
}
