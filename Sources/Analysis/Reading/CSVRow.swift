/// A row of a table in CSV. It knows nothing of where the table comes from, so what reads its cells need not be made
/// for each kind of source.
struct CSVRow {
  /// The bytes that its cells stand in.
  let window: [UInt8]
  let cells: [CSVScanner.Cell]

  /// The bytes of a cell without its quotes: valid UTF-8.
  func bytes(_ column: Int) -> ArraySlice<UInt8> {
    let cell = cells[column]
    let raw = window[cell.range]
    guard cell.hasDoubledQuotes else { return raw }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var isSecond = false
    for byte in raw {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond { text.append(byte) }
    }
    return text[...]
  }
}
