/// A length of time as options write it: `90s`, `15m`, `1h`, `2d`, or several together, `1h30m`.
public struct TimeSpan: Equatable, Sendable {
  /// The longest that can be written: 36,500 days.
  public static let longest = TimeSpan(milliseconds: 36_500 * Timestamp.dayLength)

  /// Milliseconds.
  public let milliseconds: Int

  /// A length of time from its milliseconds.
  public init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  /// The length of time that a text writes: whole numbers with a unit each, the greater units first and none twice.
  ///
  /// Nil for another form, for more than `longest`, and for no time at all unless `allowsNone`.
  public init?(_ text: String, allowsNone: Bool = false) {
    var total = 0
    var number: Int?
    var units = TimeSpan.units[...]
    for byte in text.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        let (product, overflows) = (number ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
        guard !overflows, !overflowsToo else { return nil }
        number = sum
        continue
      }
      guard let count = number, let place = units.firstIndex(where: { $0.letter == byte }) else { return nil }
      let (part, overflows) = count.multipliedReportingOverflow(by: units[place].milliseconds)
      let (sum, overflowsToo) = total.addingReportingOverflow(part)
      guard !overflows, !overflowsToo else { return nil }
      total = sum
      number = nil
      units = units[(place + 1)...]
    }
    guard number == nil, allowsNone ? !text.isEmpty : total > 0, total <= TimeSpan.longest.milliseconds else {
      return nil
    }
    milliseconds = total
  }

  private static let units: [(letter: UInt8, milliseconds: Int)] = [
    (UInt8(ascii: "d"), Timestamp.dayLength), (UInt8(ascii: "h"), 3_600_000), (UInt8(ascii: "m"), 60_000),
    (UInt8(ascii: "s"), 1_000),
  ]
}

extension TimeSpan: CustomStringConvertible {
  /// The shortest way to write it; what is less than a second is left out.
  public var description: String {
    var rest = milliseconds
    var text = ""
    for unit in TimeSpan.units where rest >= unit.milliseconds {
      text += "\(rest / unit.milliseconds)\(String(UnicodeScalar(unit.letter)))"
      rest %= unit.milliseconds
    }
    return text.isEmpty ? "0s" : text
  }
}
