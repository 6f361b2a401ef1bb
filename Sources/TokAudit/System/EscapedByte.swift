/// A byte of a text in which bytes may be written with escapes.
struct EscapedByte {
  /// How escapes are written, by the byte with which they begin.
  enum Escape: UInt8, CaseIterable {
    /// In strings of JSON (RFC 8259 section 7).
    case json = 0x5C
    /// In URLs (RFC 3986 section 2.1).
    case url = 0x25
  }

  /// The byte; nil for a character beyond ASCII or one that can't be in a header.
  let value: UInt8?
  /// How many bytes it is written with.
  let length: Int

  /// The byte at a position; nil if what is there is not enough to tell.
  init?(_ text: UnsafeMutableRawBufferPointer, at position: Int, _ escape: Escape) {
    guard position < text.count else { return nil }
    let first = text[position]
    guard first == escape.rawValue else {
      self.init(value: first, length: 1)
      return
    }
    guard escape == .json else {
      self.init(text, digits: position + 1, count: 2, else: first)
      return
    }
    guard let second = text[(position + 1)...].first else { return nil }
    if second == UInt8(ascii: "u") {
      self.init(text, digits: position + 2, count: 4, else: nil)
    } else {
      self.init(value: "\"\\/".utf8.contains(second) ? second : nil, length: 2)
    }
  }

  private init(value: UInt8?, length: Int) {
    self.value = value
    self.length = length
  }

  /// An escape of so many hexadecimal digits; what its first byte means if others stand there.
  private init?(_ text: UnsafeMutableRawBufferPointer, digits start: Int, count: Int, else plain: UInt8?) {
    var number = 0
    for place in start..<(start + count) {
      guard place < text.count else { return nil }
      guard let digit = Character(Unicode.Scalar(text[place])).hexDigitValue, text[place] < 0x80 else {
        self.init(value: plain, length: 1)
        return
      }
      number = number << 4 | digit
    }
    // The mark before the digits, which is a letter more in JSON.
    self.init(value: number < 0x80 ? UInt8(number) : nil, length: count + count / 2)
  }
}
