/// The token files of one production line, read the fast way.
///
/// That is possible only where nothing is wrong: every row is right, all tokens differ, and there are no more of them
/// than the list states. Otherwise there is nothing, and the files are read once more, row by row, to say what is
/// wrong.
struct SweptFiles {
  /// Bytes that are read at a time: they stay in the processor's cache.
  private static let pieceSize = 1 << 18

  /// What was counted of each file.
  let readings: [TokenReading]
  /// The order of the tokens, if it was asked for.
  let order: TokenOrder?

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - expected: tokens in all files together, at most.
  ///   - wantsOrder: whether the scores of the tokens are looked at too.
  init?<Source: ByteSource & ~Copyable>(
    _ files: [TokenFile], _ layout: TokenLayout, expected: Int, wantsOrder: Bool,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    var filter = TokenFilter(expected: expected)
    var order = wantsOrder ? TokenOrder() : nil
    var readings: [TokenReading] = []
    var buffer = [UInt8](repeating: 0, count: SweptFiles.pieceSize + layout.stride + TokenSweep.padding)
    for file in files {
      guard file.problem == nil else { return nil }
      var sweep = TokenSweep(layout)
      do throws(SourceFailure) {
        var source = try open(file)
        var rest = 0
        while true {
          let count = try source.read(into: &buffer, at: rest, count: SweptFiles.pieceSize)
          var filled = rest + count
          if count == 0 {
            // After the last token stands no newline.
            guard rest == layout.length else { return nil }
            buffer[rest] = UInt8(ascii: "\n")
            filled += 1
          }
          let rows = filled / layout.stride
          if rows > expected - sweep.rows { return nil }
          do {
            let bytes = buffer.span.bytes
            sweep.add(bytes, rows: rows)
            filter.add(bytes, rows: rows, layout)
            if order != nil { SweptFiles.add(bytes, rows: rows, layout, &order) }
          }
          if count == 0 { break }
          let used = rows * layout.stride
          rest = filled - used
          if used > 0 { for index in 0..<rest { buffer[index] = buffer[used + index] } }
        }
      } catch { return nil }
      guard let tally = TokenTally(&sweep, layout) else { return nil }
      readings.append(TokenReading(file, tally))
    }
    guard filter.allDiffer() else { return nil }
    self.readings = readings
    self.order = order
  }

  private static func add(_ bytes: RawSpan, rows: Int, _ layout: TokenLayout, _ order: inout TokenOrder?) {
    for row in 0..<rows {
      var score = 0
      for digit in 0..<layout.digits {
        score =
          score &* layout.codePoints.count
          &+ layout.place(of: digit, ofRowAt: row * layout.stride, in: bytes)
      }
      order?.add(score)
    }
  }
}
