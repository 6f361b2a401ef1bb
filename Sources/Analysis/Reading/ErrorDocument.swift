/// What an answer with `errors` says, as far as a person needs it: its first error.
struct ErrorDocument {
  /// The HTTP status, which the service writes as a number and JSON:API as a string.
  private(set) var status: Int?
  private var title: String?
  private var detail: String?
  /// What of the request was wrong, in the words of the service.
  private var origins: [String] = []
  private var count = 0
  private static let originsNamed = 3

  /// Whether the service refused the session key.
  var isRefusal: Bool { SourceProblem.Kind.errorDocument(status: status).isRefusal }

  /// The error in words.
  var text: Prose {
    var parts: [Prose] = []
    if let status { parts.append("status \(words: String(status))") }
    if let title { parts.append("\(data: title)") }
    if let detail { parts.append("\(data: detail)") }
    if !origins.isEmpty { parts.append("in \(Prose.joined(origins.map { "\(data: $0)" }, by: " and "))") }
    if count > 1 { parts.append("and \(count - 1) more") }
    return parts.isEmpty ? "without any detail" : Prose.joined(parts)
  }

  /// Reads the value of `errors`; nil for null.
  static func read(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> ErrorDocument? {
    guard cursor.byte(bytes) == UInt8(ascii: "[") else {
      let isNull = cursor.byte(bytes) == UInt8(ascii: "n")
      try cursor.skipValue(bytes)
      return isNull ? nil : ErrorDocument()
    }
    var error = ErrorDocument()
    try cursor.open()
    while try cursor.element(bytes, isFirst: error.count == 0) {
      error.count += 1
      guard error.count == 1, cursor.byte(bytes) == UInt8(ascii: "{") else {
        try cursor.skipValue(bytes)
        continue
      }
      try error.readMembers(&cursor, bytes)
    }
    return error
  }

  private mutating func readMembers(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    try cursor.open()
    var isFirst = true
    while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      switch key {
      case "status":
        if let text = try cursor.textValue(bytes) { status = Int(text) ?? status }
      case "title": title = try cursor.textValue(bytes)
      case "detail": detail = try cursor.textValue(bytes)
      case "source" where cursor.byte(bytes) == UInt8(ascii: "{"):
        try cursor.open()
        var isFirst = true
        while try cursor.namedMember(bytes, isFirst: isFirst) != nil {
          isFirst = false
          if let origin = try cursor.textValue(bytes), origins.count < Self.originsNamed { origins.append(origin) }
        }
      default: try cursor.skipValue(bytes)
      }
    }
  }
}

/// The top-level `links` of a document.
enum Links {
  /// Reads the value of `links`; returns where the list goes on, nil if it doesn't.
  static func next(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> String? {
    guard cursor.byte(bytes) == UInt8(ascii: "{") else {
      try cursor.skipValue(bytes)
      return nil
    }
    var next: String?
    try cursor.open()
    var isFirst = true
    while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      if key == "next", cursor.byte(bytes) == UInt8(ascii: "{") {
        next = "an object"
        try cursor.skipValue(bytes)
      } else if key == "next" {
        next = try cursor.textValue(bytes)
      } else {
        try cursor.skipValue(bytes)
      }
    }
    return next
  }
}

extension JSONCursor {
  /// Moves to the value of the next member, and returns its key; nil where the object ends. For rare objects.
  mutating func namedMember(_ bytes: RawSpan, isFirst: Bool) throws(Stop) -> String? {
    guard try member(bytes, isFirst: isFirst) else { return nil }
    let key = try string(bytes)
    try colon(bytes)
    return JSONCursor.text(of: key.range, isEscaped: key.isEscaped, bytes)
  }

  /// Reads a string or a number as text; nil for any other value, which is skipped. For rare values.
  mutating func textValue(_ bytes: RawSpan) throws(Stop) -> String? {
    let start = position
    switch byte(bytes) {
    case UInt8(ascii: "\""):
      let value = try string(bytes)
      return JSONCursor.text(of: value.range, isEscaped: value.isEscaped, bytes)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      _ = try number(bytes)
      return JSONCursor.text(of: start..<position, isEscaped: false, bytes)
    default:
      try skipValue(bytes)
      return nil
    }
  }

  private static func text(of range: Range<Int>, isEscaped: Bool, _ bytes: RawSpan) -> String {
    let raw = bytes.extracting(range)
    if isEscaped { return String(decoding: unescaped(raw), as: UTF8.self) }
    return copy(raw)
  }

  /// The bytes as a string.
  static func copy(_ raw: RawSpan) -> String {
    String(decoding: (0..<raw.byteCount).map { raw.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }, as: UTF8.self)
  }
}
