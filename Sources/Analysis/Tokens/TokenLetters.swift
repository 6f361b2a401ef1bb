/// The characters of an alphabet, for looking them up.
struct TokenLetters: Sendable {
  /// The code points in the order of the catalogue.
  let codePoints: [UInt32]
  private var ascii = [UInt32?](repeating: nil, count: 128)
  /// Bytes of the widest character.
  let widest: Int
  private let sorted: [(value: UInt32, place: UInt32)]

  init(_ alphabet: Alphabet) {
    codePoints = alphabet.codePoints
    sorted = codePoints.enumerated().map { (value: $1, place: UInt32($0)) }.sorted { $0.value < $1.value }
    widest = codePoints.map { Unicode.Scalar($0).map { UTF8.width($0) } ?? 4 }.max() ?? 4
    for entry in sorted where entry.value < 128 { ascii[Int(entry.value)] = entry.place }
  }

  /// The place of an ASCII character in the alphabet, nil if it is not in it.
  @inline(__always)
  func place(ascii byte: UInt8) -> UInt32? {
    ascii[Int(byte)]
  }

  /// The place of a code point in the alphabet, nil if it is not in it.
  func place(of value: UInt32) -> UInt32? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].value < value { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low].value == value ? sorted[low].place : nil
  }
}
