import Analysis

/// The status and the headers of an answer, as curl passes them on: the last block that is not an interim answer.
struct AnswerHead: Equatable, Sendable {
  /// The status; nil before its row has come.
  private(set) var status: Int?
  /// Whether the empty row after the headers has come.
  private(set) var isComplete = false
  /// Bytes of headers so far.
  private(set) var count = 0
  private var fields: [Field] = []
  /// Whether a row of the headers is none: it has no colon and goes on with no row before it.
  private(set) var hasBrokenRow = false
  private var row: [UInt8] = []

  private struct Field: Equatable {
    let name: String
    let value: String
  }

  /// Bytes of headers at most; curl itself gives up at 300 KiB, and doesn't say why.
  static let limit = 256 << 10

  /// Takes what has come of the headers; what comes after them is returned.
  mutating func add(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while !isComplete, let byte = rest.popFirst() {
      count += 1
      if byte != UInt8(ascii: "\n") {
        if row.count < Self.limit { row.append(byte) }
        continue
      }
      if row.last == UInt8(ascii: "\r") { row.removeLast() }
      end(String(decoding: row, as: UTF8.self))
      row.removeAll(keepingCapacity: true)
    }
    return rest
  }

  /// The value of a header, nil if there is none; of several, the first.
  func value(_ name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// The media type in lower case without its parameters, nil if there is none.
  var mediaType: String? {
    guard let value = value("content-type") else { return nil }
    let type = Self.trimmed(value.prefix { $0 != ";" }).lowercased()
    return type.isEmpty ? nil : type
  }

  /// How the body is encoded, empty if it is not.
  var encoding: String {
    let encoding = value("content-encoding").map { $0.lowercased() } ?? ""
    return encoding == "identity" ? "" : encoding
  }

  /// The milliseconds to wait that the service asks for, `Int.max` for more than can be counted; nil if it doesn't.
  ///
  /// A date is counted from the service's own clock, since this computer's may be wrong.
  var retryAfter: Int? {
    guard let text = value("retry-after"), !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      let (product, overflows) = (Int(text) ?? .max).multipliedReportingOverflow(by: 1_000)
      return overflows ? .max : product
    }
    let here = WallClock.now
    // The server's clock tells best how long that is.
    let now = value("date").flatMap { HTTPDate.moment($0, now: here) } ?? here
    return HTTPDate.moment(text, now: now).map { max(0, $0.milliseconds - now.milliseconds) }
  }

  /// The stated lengths of the body, if one is no number of bytes, or several differ; else nil.
  var wrongLength: String? {
    let lengths = fields.filter { $0.name == "content-length" }.map(\.value)
    let areRight = lengths.allSatisfy { text in
      !text.isEmpty && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } && Int(text) != nil && text == lengths[0]
    }
    return areRight ? nil : lengths.joined(separator: ", ")
  }

  private mutating func end(_ text: String) {
    if text.hasPrefix("HTTP/") {
      let words = text.split(separator: " ", omittingEmptySubsequences: true)
      status = words.count > 1 && words[1].utf8.count == 3 ? Int(words[1]) : nil
      fields = []
      hasBrokenRow = false
    } else if text.isEmpty {
      // 1xx only announces the answer.
      isComplete = status.map { $0 >= 200 } ?? false
    } else if status != nil, let colon = text.firstIndex(of: ":") {
      fields.append(
        Field(name: text[..<colon].lowercased(), value: Self.trimmed(text[text.index(after: colon)...])))
    } else if status != nil, !(text.hasPrefix(" ") || text.hasPrefix("\t")) || fields.isEmpty {
      hasBrokenRow = true
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
