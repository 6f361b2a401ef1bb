/// The byte order mark of UTF-8, which some programs put before a text.
enum ByteOrderMark {
  private static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// How many bytes it takes at the beginning of a text; 0 if there is none.
  static func length(in text: some Sequence<UInt8>) -> Int {
    text.starts(with: bytes) ? bytes.count : 0
  }

  /// The same of a window that begins where the source does.
  static func length(in window: borrowing Window) throws(Stop) -> Int {
    guard window.count >= bytes.count || window.isFinal else { throw Stop(cause: .needMore, position: 0) }
    return length(in: window.bytes.prefix(window.count))
  }
}
