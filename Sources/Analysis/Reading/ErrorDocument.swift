/// What an answer with `errors` says, as far as a person needs it: the error that refuses the session key, else the
/// first.
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
    if cursor.byte(bytes) == UInt8(ascii: "{") {
      // Not a list, as it should be, but it says the same.
      var error = ErrorDocument()
      try error.readMembers(&cursor, bytes)
      error.count = 1
      return error
    }
    guard cursor.byte(bytes) == UInt8(ascii: "[") else {
      let isNull = cursor.byte(bytes) == UInt8(ascii: "n")
      try cursor.skipValue(bytes)
      return isNull ? nil : ErrorDocument()
    }
    var (shown, count) = (ErrorDocument(), 0)
    try cursor.open()
    while try cursor.element(bytes, isFirst: count == 0) {
      var error = ErrorDocument()
      if cursor.byte(bytes) == UInt8(ascii: "{") {
        try error.readMembers(&cursor, bytes)
      } else {
        try cursor.skipValue(bytes)
      }
      if count == 0 || (error.isRefusal && !shown.isRefusal) { shown = error }
      count += 1
    }
    shown.count = count
    return shown
  }

  private mutating func readMembers(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
      switch key {
      case "status":
        if let text = try cursor.textValue(bytes) { status = Int(text) ?? status }
      case "title": title = try cursor.textValue(bytes)
      case "detail": detail = try cursor.textValue(bytes)
      case "source" where cursor.byte(bytes) == UInt8(ascii: "{"):
        try cursor.forEachMember(bytes) { (cursor, _) throws(Stop) in
          if let origin = try cursor.textValue(bytes), origins.count < Self.originsNamed { origins.append(origin) }
        }
      default: try cursor.skipValue(bytes)
      }
    }
  }
}
