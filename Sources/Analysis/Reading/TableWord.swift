/// Names of columns and words in cells, however a spreadsheet has written them.
enum TableWord {
  /// A word as it is compared: without a byte order mark and blanks around, in lower case.
  static func normalised(_ word: String) -> String {
    let bytes = word.utf8.asciiLowercased
    return String(decoding: trimmed(bytes.dropFirst(ByteOrderMark.length(in: bytes))), as: UTF8.self)
  }

  /// A cell without the blanks around it.
  static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var cell = cell
    while let last = cell.last, isBlank(last) { cell.removeLast() }
    while let first = cell.first, isBlank(first) { cell.removeFirst() }
    return cell
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
