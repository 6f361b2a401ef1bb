/// What became of reading one token file.
struct TokenReading {
  /// Bytes that are read at a time.
  private static let pieceSize = 1 << 18
  /// Bytes of a character that may be left of a piece.
  private static let restLimit = 4

  let file: TokenFile
  /// What was counted; after a problem only part of it.
  private(set) var tally: TokenTally
  /// Why the file was not read to its end.
  var problem: SourceProblem?

  /// A file that was read to its end.
  init(_ file: TokenFile, _ tally: TokenTally) {
    self.file = file
    self.tally = tally
  }

  /// Reads a file to its end, or up to the limit of bytes.
  init<Source: ByteSource & ~Copyable>(
    _ file: TokenFile, _ scanner: TokenScanner, limit: Int,
    onToken: (Int, [UInt32]) throws(SourceFailure) -> Void,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    self.file = file
    tally = scanner.tally
    problem = file.problem
    if problem != nil { return }
    var scanner = scanner
    defer { tally = scanner.tally }
    do throws(SourceFailure) {
      var source = try open(file)
      var buffer = [UInt8](repeating: 0, count: TokenReading.pieceSize + TokenReading.restLimit)
      var rest = 0
      while true {
        let count = try source.read(into: &buffer, at: rest, count: TokenReading.pieceSize)
        if count == 0 { break }
        let filled = rest + count
        let used = try scanner.scan(buffer[..<filled], onToken: onToken)
        if scanner.tally.bytes > limit {
          problem = .tooManyBytes(limit)
          return
        }
        rest = filled - used
        for index in 0..<rest { buffer[index] = buffer[used + index] }
      }
      try scanner.finish(rest: rest, onToken: onToken)
    } catch { problem = SourceProblem(error) }
  }

  /// The byte offset of a row, by reading the file once more; nil if that can't be done.
  static func offset<Source: ByteSource & ~Copyable>(
    ofRow row: Int, in file: TokenFile, open: (TokenFile) throws(SourceFailure) -> Source
  ) -> Int? {
    do throws(SourceFailure) {
      var source = try open(file)
      var buffer = [UInt8](repeating: 0, count: pieceSize)
      var newlines = 0
      var offset = 0
      while newlines < row - 1 {
        let count = try source.read(into: &buffer, at: 0, count: pieceSize)
        if count == 0 { return nil }
        for index in 0..<count where buffer[index] == UInt8(ascii: "\n") {
          newlines += 1
          if newlines == row - 1 { return offset + index + 1 }
        }
        offset += count
      }
      return offset
    } catch { return nil }
  }
}

extension SourceProblem {
  fileprivate static func tooManyBytes(_ limit: Int) -> SourceProblem {
    SourceProblem(
      kind: .malformed,
      message: "it has more than \(limit, "byte"), more than twice what its tokens can need; the rest was not read",
      remedy: "Download the file again")
  }
}
