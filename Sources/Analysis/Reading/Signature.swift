/// Tells by the first bytes what an input is that is no JSON, so that the message can say so.
enum Signature {
  /// The name of an encoding other than UTF-8, by its byte order mark or by the zeros beside an ASCII character.
  static func foreignEncoding(_ head: [UInt8]) -> String? {
    guard head.count >= 4 else { return nil }
    return switch (head[0], head[1], head[2], head[3]) {
    case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF): "UTF-32"
    case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): "UTF-16"
    case (0, 0, 0, 1...): "UTF-32"
    case (1..., 0, 0, 0) where head[0] == UInt8(ascii: "{"): "UTF-32"
    case (0, 1..., 0, 1...), (1..., 0, 1..., 0): "UTF-16"
    default: nil
    }
  }

  /// A guess at what the input is.
  static func guess(_ head: [UInt8]) -> String? {
    let known: [(bytes: [UInt8], name: String)] = [
      ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"),
      (Array("%PDF".utf8), "a PDF document"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"),
      ([0x1F, 0x8B], "gzip data, packed twice or sent without saying so"),
      (Array("HTTP/".utf8), "an HTTP answer with its headers"),
      (Array("<".utf8), "HTML or XML, perhaps a login or error page"),
      (Array("[".utf8), "an array alone, perhaps the list without the document around it"),
    ]
    return known.first { head.starts(with: $0.bytes) }?.name
  }
}
