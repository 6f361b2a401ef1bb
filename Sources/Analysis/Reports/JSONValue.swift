/// A value to be written as JSON (RFC 8259). A member without a value is left out.
public enum JSONValue {
  /// A string.
  case text(String)
  /// Written as a string of digits where many programs would round it: beyond 2^53.
  case number(Int)
  /// The same for a sum.
  case large(Int128)
  /// A number of thousandths, which is written with three decimals.
  case decimal(thousandths: Int128)
  /// A number with its decimals, ready made.
  case fixed(String)
  /// True or false.
  case flag(Bool)
  /// An array.
  case list([JSONValue])
  /// An object, its members in this order.
  case object([(key: String, value: JSONValue?)])

  /// The text, or nil for an empty one: in a finding that means that there is none.
  static func nonEmpty(_ text: String) -> JSONValue? {
    text.isEmpty ? nil : .text(text)
  }

  /// The largest whole number up to which a double-precision number tells all whole numbers apart (RFC 8259 section 6).
  private static let exactLimit: UInt128 = 1 << 53

  /// The value as text.
  ///
  /// - Parameters:
  ///   - levels: so many levels of lists and objects are spread, an element or a member a row; what is within stays in
  ///     its row, so that a difference between two reports is one between rows.
  ///   - indent: spaces before the row in which the value begins.
  public func json(levels: Int = 0, indent: Int = 0) -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, levels: levels, indent: indent)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value as text, as `json` has it.
  func write(to bytes: inout [UInt8], levels: Int = 0, indent: Int = 0) {
    switch self {
    case .text(let text): JSONValue.write(text, to: &bytes)
    case .number(let number): JSONValue.large(Int128(number)).write(to: &bytes)
    case .large(let number):
      bytes.append(utf8: number.magnitude > JSONValue.exactLimit ? "\"\(number)\"" : String(number))
    case .decimal(let thousandths): bytes.append(utf8: DecimalText.raw(thousandths: thousandths))
    case .fixed(let text): bytes.append(utf8: text)
    case .flag(let flag): bytes.append(utf8: flag ? "true" : "false")
    case .list(let elements):
      var parts = Parts("[", isSpread: levels > 0, indent: indent, &bytes)
      for element in elements {
        parts.begin(&bytes)
        element.write(to: &bytes, levels: levels - 1, indent: indent + 2)
      }
      parts.end("]", &bytes)
    case .object(let members):
      var parts = Parts("{", isSpread: levels > 0, indent: indent, &bytes)
      for (key, value) in members {
        guard let value else { continue }
        parts.begin(&bytes)
        JSONValue.write(key, to: &bytes)
        bytes.append(utf8: ": ")
        value.write(to: &bytes, levels: levels - 1, indent: indent + 2)
      }
      parts.end("}", &bytes)
    }
  }

  /// What stands around and between the elements of a list, or the members of an object.
  private struct Parts {
    let isSpread: Bool
    let indent: Int
    var isFirst = true

    init(_ open: String, isSpread: Bool, indent: Int, _ bytes: inout [UInt8]) {
      self.isSpread = isSpread
      self.indent = indent
      bytes.append(utf8: open)
    }

    /// Begins an element.
    mutating func begin(_ bytes: inout [UInt8]) {
      if !isFirst { bytes.append(utf8: isSpread ? "," : ", ") }
      if isSpread { beginRow(indent + 2, &bytes) }
      isFirst = false
    }

    func end(_ close: String, _ bytes: inout [UInt8]) {
      if isSpread, !isFirst { beginRow(indent, &bytes) }
      bytes.append(utf8: close)
    }

    private func beginRow(_ indent: Int, _ bytes: inout [UInt8]) {
      bytes.append(UInt8(ascii: "\n"))
      bytes += repeatElement(UInt8(ascii: " "), count: indent)
    }
  }

  /// The text in quotes.
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    write(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a text in quotes. What a terminal or an editor would obey, or nobody can see, is escaped, so that a report
  /// can be looked at as it is; every reader of JSON gets the same text back.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    let start = bytes.count
    bytes.append(utf8: text)
    let isPlain = bytes[start...].allSatisfy { 0x20...0x7E ~= $0 && $0 != quote && $0 != UInt8(ascii: "\\") }
    if !isPlain {
      bytes.removeSubrange(start...)
      for scalar in text.unicodeScalars { bytes.append(utf8: escaped(scalar)) }
    }
    bytes.append(quote)
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where Visible.isHidden(scalar):
      String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)"
      }.joined()
    default: String(scalar)
    }
  }
}

extension [UInt8] {
  /// Appends a text, all of it at once.
  mutating func append(utf8 text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }
}
