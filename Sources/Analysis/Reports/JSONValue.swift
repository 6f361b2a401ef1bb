/// A value to be written as JSON (RFC 8259). A member without a value is left out.
public indirect enum JSONValue {
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
    switch self {
    case .text(let text): return JSONValue.quoted(text)
    case .number(let number): return JSONValue.large(Int128(number)).json()
    case .large(let number):
      return number.magnitude > JSONValue.exactLimit ? "\"\(number)\"" : String(number)
    case .decimal(let thousandths): return DecimalText.raw(thousandths: thousandths)
    case .fixed(let text): return text
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let elements):
      let parts = elements.map { $0.json(levels: levels - 1, indent: indent + 2) }
      return JSONValue.enclosed(parts, "[", "]", isSpread: levels > 0, indent: indent)
    case .object(let members):
      let parts = members.compactMap { key, value in
        value.map { "\(JSONValue.quoted(key)): \($0.json(levels: levels - 1, indent: indent + 2))" }
      }
      return JSONValue.enclosed(parts, "{", "}", isSpread: levels > 0, indent: indent)
    }
  }

  private static func enclosed(
    _ parts: [String], _ open: String, _ close: String, isSpread: Bool, indent: Int
  ) -> String {
    guard isSpread, !parts.isEmpty else { return open + parts.joined(separator: ", ") + close }
    let space = String(repeating: " ", count: indent)
    return "\(open)\n" + parts.map { "\(space)  \($0)" }.joined(separator: ",\n") + "\n\(space)\(close)"
  }

  /// The text in quotes. What a terminal or an editor would obey, or nobody can see, is escaped, so that a report can
  /// be looked at as it is; every reader of JSON gets the same text back.
  static func quoted(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return "\"\(text)\""
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where Visible.isHidden(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)"
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
