/// Text of a report in which our words and values from the data can't be confused.
///
/// An interpolated string must say what it is: `\(data:)` for a value from the input, which every format escapes in its
/// own way, `\(name:)` for a name of ours. Numbers get thousands separators.
public struct Prose: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// A stretch of text of one kind.
  public enum Segment: Equatable, Sendable {
    /// Our own words.
    case plain(String)
    /// A code, option or file name of ours.
    case name(String)
    /// A value from the input: never trusted.
    case data(String)
  }

  /// The stretches in order.
  public private(set) var segments: [Segment]

  /// Our own words alone.
  public init(stringLiteral value: String) {
    segments = value.isEmpty ? [] : [.plain(value)]
  }

  public init(stringInterpolation: StringInterpolation) {
    segments = stringInterpolation.segments
  }

  /// Builds the segments of an interpolated literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var segments: [Segment] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      segments.reserveCapacity(interpolationCount * 2 + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { segments.append(.plain(literal)) }
    }

    /// A number with thousands separators.
    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      segments.append(.plain(grouped(String(number))))
    }

    /// A number of any size with thousands separators; one that is too long to read keeps its ends.
    public mutating func appendInterpolation(_ number: DecimalInteger) {
      let digits = number.description
      let shown =
        digits.count <= DecimalInteger.readableDigits
        ? grouped(digits) : "\(grouped(String(digits.prefix(9))))…\(digits.suffix(9)) (\(digits.count) digits)"
      segments.append(.plain(shown))
    }

    /// A count with the noun it counts: "1 token", "7,776 tokens".
    public mutating func appendInterpolation(_ count: some BinaryInteger, _ noun: String) {
      segments.append(.plain("\(grouped(String(count))) \(noun)\(count == 1 ? "" : "s")"))
    }

    /// The same for a count of any size.
    public mutating func appendInterpolation(_ count: DecimalInteger, _ noun: String) {
      appendInterpolation(count)
      segments.append(.plain(count == DecimalInteger(1) ? " \(noun)" : " \(noun)s"))
    }

    /// A text that has been put together before.
    public mutating func appendInterpolation(_ prose: Prose) {
      segments += prose.segments
    }

    /// A value from the input.
    public mutating func appendInterpolation(data: String) {
      segments.append(.data(data))
    }

    /// A code, option or file name of ours.
    public mutating func appendInterpolation(name: String) {
      segments.append(.name(name))
    }

    /// Words of ours that were chosen at run time.
    public mutating func appendInterpolation(words: String) {
      segments.append(.plain(words))
    }
  }

  /// What stands for a value that is there and has no characters.
  static let emptyValue = "(empty)"

  /// The text without marks; control characters of the data are shown as `\u{…}`.
  public var plain: String {
    segments.reduce(into: "") { text, segment in
      switch segment {
      case .plain(let words), .name(let words): text += words
      case .data(let value): text += value.isEmpty ? Prose.emptyValue : Visible.text(value)
      }
    }
  }

  /// One text after another.
  public static func + (left: Prose, right: Prose) -> Prose {
    var sum = left
    sum.segments += right.segments
    return sum
  }

  /// Texts with something in between.
  public static func joined(_ parts: [Prose], by separator: Prose = ", ") -> Prose {
    parts.dropFirst().reduce(into: parts.first ?? "") { whole, part in
      whole.segments += separator.segments
      whole.segments += part.segments
    }
  }
}

extension DecimalInteger {
  /// Most decimal digits that a text for people shows in full.
  fileprivate static let readableDigits = 40
}

/// Decimal digits in groups of three: "124,415".
func grouped(_ digits: String) -> String {
  var result: [UInt8] = []
  var left = digits.utf8.count
  for byte in digits.utf8 {
    result.append(byte)
    left -= 1
    if left > 0, left % 3 == 0, byte != UInt8(ascii: "-") { result.append(UInt8(ascii: ",")) }
  }
  return String(decoding: result, as: UTF8.self)
}
