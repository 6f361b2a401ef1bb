internal import Dispatch
internal import Synchronization

/// A part of a list: some elements, each with the comma before it.
///
/// Where it ends is a guess. The guess held if reading the elements one after another ends exactly there.
final class Part: Sendable {
  /// How many bytes there are.
  let count: Int
  /// Where in the source they begin.
  let offset: Int

  private let buffer: Mutex<[UInt8]>
  private let result = Mutex<PartResult?>(nil)
  private let judged = DispatchSemaphore(value: 0)
  private let hasResult = Atomic<Bool>(false)

  init(bytes: [UInt8], count: Int, offset: Int) {
    buffer = Mutex(bytes)
    self.count = count
    self.offset = offset
  }

  /// The bytes, then at least `Window.padding` zeros.
  var bytes: [UInt8] { buffer.withLock(\.self) }

  /// Gives the bytes away, once nobody reads them any more.
  func takeBytes() -> [UInt8] {
    buffer.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
  }

  /// Whether the part was judged.
  var isJudged: Bool { hasResult.load(ordering: .acquiring) }

  /// Waits until the part was judged.
  ///
  /// - Returns: nil if the guess did not hold.
  func wait() -> PartResult? {
    judged.wait()
    return result.withLock { $0.take() }
  }

  /// Notes that the part was judged.
  func finish(_ result: PartResult?) {
    self.result.withLock { $0 = result }
    hasResult.store(true, ordering: .releasing)
    judged.signal()
  }

  /// A likely end of a part: behind the last `}` that a comma and a `{` follow, white space aside. Within a production
  /// line only a string has these.
  ///
  /// - Returns: nil without one.
  static func guessEnd(in bytes: [UInt8], count: Int) -> Int? {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    var position = count - 1
    while position > 1 {
      defer { position -= 1 }
      guard bytes[position] == UInt8(ascii: "{") else { continue }
      var before = position - 1
      while before > 0, isSpace(bytes[before]) { before -= 1 }
      guard bytes[before] == UInt8(ascii: ",") else { continue }
      before -= 1
      while before > 0, isSpace(bytes[before]) { before -= 1 }
      if before > 0, bytes[before] == UInt8(ascii: "}") { return before + 1 }
    }
    return nil
  }
}

/// What was learnt of a part that was read to its end.
struct PartResult: Sendable {
  var audit: Audit
  /// The production lines that failed, by their places in the part.
  var failed: [FailedLine]
  /// All production lines, if somebody wants to hear of them.
  var batches: [JudgedBatch]
  var records: (count: Int, types: TypeCount, unknownNames: UnknownNames)
  var rows: RowCount
}
