/// The part of an input that is in memory: one reused buffer that slides along the source.
///
/// After the valid bytes stand at least `padding` zero bytes, so that the end of the window is just an unexpected byte
/// and wide loads need no check of their own. Memory is constant: the buffer grows only for a single record that is
/// longer than it, up to `recordLimit`. Text that nobody needs can be cut out of the middle (`elide`); offsets, rows
/// and columns stay those of the source.
struct Window: ~Copyable {
  /// Zero bytes kept behind the valid ones.
  static let padding = 64
  /// Bytes read at a time unless a test asks for less.
  static let defaultCapacity = 1 << 20
  /// The longest record that is read, in bytes (64 MiB).
  static let recordLimit = 64 << 20

  /// The buffer: the valid bytes, then padding.
  private(set) var bytes: [UInt8]
  /// How many bytes are valid.
  private(set) var count = 0
  /// True once the source has said that there is no more.
  private(set) var isFinal = false
  /// Where positions of the window are in the source.
  private(set) var offsets = OffsetMap()
  /// Complete rows before `bytes[0]`.
  private var rowsBefore = 0
  /// The source offset where the row of `bytes[0]` begins.
  private var rowStart = 0
  /// The rows from there on, as far as they were counted on the way.
  private var rowsPassed = RowCounter()
  /// The position of the last `nextLocation`, the rows before it, and where its row begins in the source.
  private var located = (position: 0, rows: 0, start: 0)
  /// What ended the reading of the source, to be thrown once all before it was used.
  private var failure: SourceFailure?

  init(capacity: Int = defaultCapacity) {
    bytes = [UInt8](repeating: 0, count: max(capacity, 1) + Window.padding)
  }

  private var capacity: Int { bytes.count - Window.padding }

  /// How many bytes of the source have been read so far.
  var bytesRead: Int { offset(of: count) }

  /// The offset in the source of a position in the window.
  @inline(__always)
  func offset(of position: Int) -> Int {
    offsets.offset(of: position)
  }

  /// Where in the source a position is, as a person counts it.
  func location(of position: Int) -> Location {
    var row = rowsBefore
    var start = rowStart
    for index in 0..<position where bytes[index] == UInt8(ascii: "\n") {
      row += 1
      start = offset(of: index) + 1
    }
    let offset = offset(of: position)
    return Location(offset: offset, row: row + 1, column: offset - start + 1)
  }

  /// The same for positions that are asked for in their order: only what lies between is looked at.
  mutating func nextLocation(of position: Int) -> Location {
    if position < located.position { located = (0, rowsBefore, rowStart) }
    let rows = RowCount(bytes.span.bytes.extracting(located.position..<position), at: 0)
    if rows.count > 0 { located.start = offset(of: located.position + rows.end) }
    located = (position, located.rows + rows.count, located.start)
    let offset = offset(of: position)
    return Location(offset: offset, row: located.rows + 1, column: offset - located.start + 1)
  }

  /// Notes that no row ends in a range, which is behind all that was noted before.
  ///
  /// - Parameter bytes: those of the window, which the caller has at hand.
  @inline(__always)
  mutating func noteOneRow(_ range: Range<Int>, _ bytes: RawSpan) {
    rowsPassed.skip(range, bytes)
  }

  /// Counts the rows up to a position, which becomes the first.
  private mutating func takeRows(upTo position: Int) -> RowCount {
    let buffer = bytes
    return rowsPassed.take(upTo: position, buffer.span.bytes)
  }

  /// Forgets the bytes before a position; what is kept moves to the front.
  mutating func discard(upTo position: Int) {
    guard position > 0 else { return }
    let rows = takeRows(upTo: position)
    if rows.count > 0 {
      rowsBefore += rows.count
      rowStart = offset(of: rows.end)
    }
    offsets.discard(upTo: position)
    located = (0, rowsBefore, rowStart)
    let kept = count - position
    bytes.withUnsafeMutableBufferPointer { buffer in
      // Ranges inside the buffer, possibly overlapping: `update` moves.
      let target = UnsafeMutableBufferPointer(rebasing: buffer[..<kept])
      _ = target.update(fromContentsOf: buffer[position..<(position + kept)])
    }
    count = kept
    clearPadding()
  }

  private mutating func clearPadding() {
    for index in count..<(count + Window.padding) { bytes[index] = 0 }
  }

  /// Whether the source can be read on.
  var canBeRefilled: Bool { !isFinal && failure == nil }

  /// Whether positions follow each other without a gap.
  var isGapless: Bool { offsets.isGapless }

  /// Takes the valid bytes out; the window is empty then, and stands behind them.
  mutating func take() -> [UInt8] {
    let taken = Array(bytes[..<count])
    offsets.discard(upTo: count)
    count = 0
    clearPadding()
    return taken
  }

  /// Puts bytes into the empty window that follow others which were read elsewhere.
  ///
  /// - Parameters:
  ///   - rest: the bytes; the window grows if it has to.
  ///   - offset: where in the source they begin.
  ///   - rows: complete rows in what was read elsewhere, and where the last of them ended.
  ///   - isFinal: whether the source has no more.
  ///   - failure: what stopped the reading.
  mutating func put(
    _ rest: [UInt8], at offset: Int, after rows: RowCount, isFinal: Bool, failure: SourceFailure?
  ) {
    if rest.count > capacity { bytes = [UInt8](repeating: 0, count: rest.count + Window.padding) }
    bytes.replaceSubrange(..<rest.count, with: rest)
    count = rest.count
    clearPadding()
    offsets = OffsetMap(base: offset)
    if rows.count > 0 {
      rowsBefore += rows.count
      rowStart = rows.end
    }
    self.isFinal = isFinal
    self.failure = failure
  }

  /// Forgets the bytes before a position, and cuts out a range behind it that nobody needs.
  mutating func discard(upTo position: Int, and elidable: Range<Int>) {
    discard(upTo: position)
    if !elidable.isEmpty { elide((elidable.lowerBound - position)..<(elidable.upperBound - position)) }
  }

  /// Cuts text that nobody needs out of the window.
  mutating func elide(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    bytes.replaceSubrange(range, with: EmptyCollection())
    bytes.append(contentsOf: repeatElement(0, count: range.count))
    count -= range.count
    offsets.elide(range)
  }

  /// Reads on behind the valid bytes; doubles the buffer if it is full.
  ///
  /// - Returns: false if the record that fills the window is longer than `recordLimit`.
  mutating func refill(from source: inout some ByteSource & ~Copyable) throws(SourceFailure) -> Bool {
    if let failure { throw failure }
    if count == capacity {
      guard capacity < Window.recordLimit else { return false }
      let larger = min(capacity * 2, Window.recordLimit)
      bytes.append(contentsOf: repeatElement(0, count: larger - capacity))
    }
    // Read until it is full: a pipe gives little at a time, and whatever is incomplete is parsed again after each
    // refill.
    let before = count
    do throws(SourceFailure) {
      while count < capacity, !isFinal {
        let read = try source.read(into: &bytes, at: count, count: capacity - count)
        count += read
        isFinal = read == 0
      }
    } catch {
      // What came before the failure is read first.
      failure = error
      if count == before { throw error }
    }
    clearPadding()
    return true
  }
}

/// A place in a source, for a message: all three are given so that an editor and a script can find it.
public struct Location: Equatable, Sendable {
  /// Bytes from the beginning of the (decompressed) source, from 0.
  public let offset: Int
  /// The row of text, from 1.
  public let row: Int
  /// The byte within the row, from 1.
  public let column: Int
}
