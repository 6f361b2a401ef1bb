import Analysis

/// The SHA-256 of many files by a program of the system, which uses what the processor has for it.
///
/// One call hashes several files, since a program takes a while to start. What is compressed, or has a name that a
/// program would write in another way, is hashed here, as is everything where there is no such program.
struct FileDigests {
  /// Programs that print a digest in hexadecimal digits at the beginning of a row for each file, the fastest first.
  private static let programs: [(name: String, arguments: [String])] = [
    ("openssl", ["dgst", "-sha256", "-r"]), ("sha256sum", []), ("shasum", ["-a", "256"]),
  ]
  private static let length = 64
  /// Bytes that are read at a time.
  private static let pieceSize = 1 << 18

  /// A file, and how to open it decompressed.
  struct File {
    let path: String
    let open: () throws(SourceFailure) -> StreamSource
  }

  /// The digest of each file, nil for one that can't be read.
  static func of(_ files: [File]) -> [String?] {
    var digests = [String?](repeating: nil, count: files.count)
    let plain = files.indices.filter { isPlain(files[$0].path) }
    for program in programs where !plain.isEmpty {
      guard let found = run(program.name, program.arguments, plain.map { files[$0].path }), found.count == plain.count
      else {
        continue
      }
      for (number, digest) in zip(plain, found) { digests[number] = digest }
      break
    }
    for number in files.indices where digests[number] == nil { digests[number] = own(files[number]) }
    return digests
  }

  /// Whether a program can be given the file: its name is shown as it is, and it is not compressed.
  private static func isPlain(_ path: String) -> Bool {
    let isOrdinary = path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    guard isOrdinary, let file = try? FileDescriptor.open(path, .noTerminal) else { return false }
    var bytes: [UInt8] = [0, 0]
    let count = (try? systemRead(file.number, into: &bytes)) ?? 0
    return !Gzip.isMagic(Array(bytes.prefix(count)))
  }

  /// What a program says of these files; nil if it is not there, or did not do it.
  private static func run(_ program: String, _ arguments: [String], _ paths: [String]) -> [String]? {
    // A path that looks like an option is made one that doesn't.
    let operands = paths.map { $0.utf8.first == UInt8(ascii: "-") ? "./\($0)" : $0 }
    do throws(SystemError) {
      let nothing = try FileDescriptor.open("/dev/null", .updating)
      let output = try Pipe()
      var child = try ChildProcess(
        program, arguments + operands, environment: ChildEnvironment.ofSystemPrograms, input: nothing.number,
        output: output.writing.number,
        error: nothing.number)
      let reading = output.reading
      // The other end must be closed here, or there would be no end.
      try output.writing.close()
      var text: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while true {
        let count = try systemRead(reading.number, into: &buffer)
        if count == 0 { break }
        text += buffer[..<count]
      }
      guard child.wait(until: Deadline(in: ChildProcess.grace)) == .exited(0) else { return nil }
      let digests = String(decoding: text, as: UTF8.self).split(separator: "\n").map { String($0.prefix(length)) }
      return digests.allSatisfy { $0.utf8.count == length && $0.utf8.allSatisfy(isHexadecimal) } ? digests : nil
    } catch { return nil }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  private static func own(_ file: File) -> String? {
    do throws(SourceFailure) {
      var source = try file.open()
      var digest = SHA256()
      var buffer = [UInt8](repeating: 0, count: pieceSize)
      while true {
        let count = try source.read(into: &buffer, at: 0, count: pieceSize)
        if count == 0 { return digest.hexDigest() }
        digest.update(buffer[..<count])
      }
    } catch { return nil }
  }
}
