/// The top-level `links` of a document.
enum Links {
  /// What says that a list goes on elsewhere, or may.
  struct Next {
    /// The position of the value of `next`.
    let position: Int
    /// Where it points to, or the value itself if it is no link.
    let text: String
    /// Whether it is a string or an object, as a link must be.
    let isLink: Bool
  }

  /// Reads the value of `links`; returns the first `next` that isn't null.
  static func next(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Next? {
    guard cursor.byte(bytes) == UInt8(ascii: "{") else {
      try cursor.skipValue(bytes)
      return nil
    }
    var next: Next?
    try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
      if key == "next", next == nil {
        next = try value(&cursor, bytes)
      } else {
        try cursor.skipValue(bytes)
      }
    }
    return next
  }

  private static func value(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Next? {
    let start = cursor.position
    switch cursor.byte(bytes) {
    case UInt8(ascii: "\""):
      return Next(position: start, text: try cursor.textValue(bytes) ?? "", isLink: true)
    case UInt8(ascii: "{"):
      try cursor.skipValue(bytes)
      return Next(position: start, text: "an object", isLink: true)
    case UInt8(ascii: "n"):
      try cursor.skipValue(bytes)
      return nil
    default:
      try cursor.skipValue(bytes)
      return Next(
        position: start, text: CompactJSON.text(of: bytes.extracting(start..<cursor.position)), isLink: false)
    }
  }
}
