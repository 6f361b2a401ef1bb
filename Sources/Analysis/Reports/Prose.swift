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

  /// The text without marks; control characters of the data are shown as `\u{…}`.
  public var plain: String {
    segments.reduce(into: "") { text, segment in
      switch segment {
      case .plain(let words), .name(let words): text += words
      case .data(let value): text += Visible.text(value)
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
    parts.dropFirst().reduce(parts.first ?? "") { $0 + separator + $1 }
  }
}

/// Decimal digits in groups of three: "124,415".
func grouped(_ digits: String) -> String {
  var result = ""
  for (index, character) in digits.reversed().enumerated() {
    if index > 0, index % 3 == 0, character != "-" { result.append(",") }
    result.append(character)
  }
  return String(result.reversed())
}
