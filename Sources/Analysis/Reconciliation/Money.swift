/// Amounts of money as whole numbers of minor units, and how texts become such: never by floating point.
public enum Money {
  /// Why a text is no amount.
  public enum Fault: Error, Equatable, Sendable {
    /// There is nothing but digits, marks and a sign in an amount, and at least one digit.
    case notANumber
    /// "1,234" may be one thousand or one and a bit.
    case unclear
    /// More decimals than the currency has.
    case tooManyDecimals
    /// The same, where the point may group digits: "1.234".
    case pointMayGroup
    /// A number of minor units has marks, or is none.
    case notWhole
    /// Beyond 2^63 − 1 minor units.
    case tooLarge

    /// What was expected instead, as a message says it.
    ///
    /// - Parameter mark: what the user says stands before decimals.
    func expected(_ mark: DecimalMark?) -> Prose {
      switch self {
      case .notANumber: "expected an amount such as \(words: mark == .comma ? "12,50" : "12.50")"
      case .unclear: "the comma may group digits or begin the decimals: say which with \(name: "--decimal")"
      case .tooManyDecimals: "expected no more decimals than the currency has"
      case .pointMayGroup:
        """
        expected no more decimals than the currency has; if the point groups digits, say so with \
        \(name: "--decimal comma")
        """
      case .notWhole: "expected a whole number of minor units, such as 1250 for 12.50"
      case .tooLarge: "expected an amount below 2^63 minor units"
      }
    }
  }

  /// The minor units of a text in major units, such as "1,234.50", "1.234,50" or "-7".
  ///
  /// Marks that group digits stand before every third digit. Where only one comma with three digits behind it stands,
  /// nobody can tell; a point alone is the decimal mark, as Stripe writes it, unless `mark` says otherwise.
  ///
  /// - Parameter mark: what stands before the decimals, nil to tell it from the text.
  public static func minorUnits(
    _ text: some Collection<UInt8>, decimals: Int, mark: DecimalMark? = nil
  ) throws(Fault) -> Int64 {
    var bytes = trimmed(text)
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    var value: Int64 = 0
    var isTooLarge = false
    var digits = 0
    var marks: [(byte: UInt8, digitsBefore: Int)] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (product, first) = value.multipliedReportingOverflow(by: 10)
        let (sum, second) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        isTooLarge = isTooLarge || first || second
        value = sum
        digits += 1
      case UInt8(ascii: "."), UInt8(ascii: ","): marks.append((byte, digits))
      default: throw .notANumber
      }
    }
    guard digits > 0 else { throw .notANumber }
    let fraction = try fraction(marks, digits: digits, mark: mark)
    if fraction > decimals {
      // A zero has no decimals to lose.
      if value == 0, !isTooLarge { return 0 }
      let mayGroup = mark == nil && marks.count == 1 && fraction == 3 && (1...3).contains(marks[0].digitsBefore)
      throw mayGroup ? .pointMayGroup : .tooManyDecimals
    }
    if isTooLarge { throw .tooLarge }
    for _ in fraction..<decimals {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      if overflows { throw .tooLarge }
      value = product
    }
    return isNegative ? -value : value
  }

  /// The minor units of the usual form, at most fifteen digits with a point before just the decimals that the currency
  /// has; nil for any other, which `minorUnits` reads. It gives what that gives, only sooner.
  static func plainMinorUnits(_ text: ArraySlice<UInt8>, decimals: Int) -> Int64? {
    guard decimals > 0, text.count > decimals + 1, text.count <= 16 else { return nil }
    let point = text.endIndex - decimals - 1
    var value: Int64 = 0
    for place in text.indices {
      let digit = text[place] &- UInt8(ascii: "0")
      if place == point {
        if text[place] != UInt8(ascii: ".") { return nil }
      } else if digit < 10 {
        value = value * 10 + Int64(digit)
      } else {
        return nil
      }
    }
    return value
  }

  /// The number in a text of digits, perhaps with a sign: an amount that is in minor units already.
  public static func integer(_ text: some Collection<UInt8>) throws(Fault) -> Int64 {
    if text.contains(UInt8(ascii: ".")) || text.contains(UInt8(ascii: ",")) { throw .notWhole }
    do throws(Fault) { return try minorUnits(text, decimals: 0) } catch {
      throw error == .notANumber ? .notWhole : error
    }
  }

  /// How many of the digits are decimals.
  private static func fraction(
    _ marks: [(byte: UInt8, digitsBefore: Int)], digits: Int, mark: DecimalMark?
  ) throws(Fault) -> Int {
    guard let last = marks.last else { return 0 }
    let behind = digits - last.digitsBefore
    let same = marks.count { $0.byte == last.byte }
    let isDecimal: Bool
    if let mark {
      isDecimal = last.byte == mark.byte
    } else if same < marks.count {
      // Both marks: the last one begins the decimals, the other groups digits.
      isDecimal = true
    } else if same > 1 {
      isDecimal = false
    } else if last.byte == UInt8(ascii: ",") {
      if behind == 3, (1...3).contains(last.digitsBefore) { throw .unclear }
      isDecimal = true
    } else {
      isDecimal = true
    }
    let groups = isDecimal ? marks.dropLast() : marks[...]
    if isDecimal, same > 1 { throw .notANumber }
    let end = isDecimal ? last.digitsBefore : digits
    guard let first = groups.first else { return isDecimal ? behind : 0 }
    guard (1...3).contains(first.digitsBefore), groups.allSatisfy({ $0.byte == first.byte }) else { throw .notANumber }
    for (index, group) in groups.enumerated() {
      let next = index + 1 < groups.count ? groups[groups.startIndex + index + 1].digitsBefore : end
      guard next - group.digitsBefore == 3 else { throw .notANumber }
    }
    return isDecimal ? behind : 0
  }

  private static func trimmed(_ text: some Collection<UInt8>) -> ArraySlice<UInt8> {
    var bytes = Array(text)[...]
    while let last = bytes.last, last == 0x20 { bytes.removeLast() }
    while let first = bytes.first, first == 0x20 { bytes.removeFirst() }
    return bytes
  }

  /// An amount in major units for a reader: "EUR 16,595.85".
  public static func text(_ minor: Int128, _ currency: Currency) -> String {
    "\(currency) \(major(minor, currency, isGrouped: true))"
  }

  /// An amount in major units: "16595.85".
  static func major(_ minor: Int128, _ currency: Currency, isGrouped: Bool = false) -> String {
    var digits = String(minor.magnitude)
    let decimals = currency.decimals
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    let whole = String(digits.dropLast(decimals))
    let shown = isGrouped ? grouped(whole) : whole
    return (minor < 0 ? "-" : "") + shown + (decimals == 0 ? "" : ".\(digits.suffix(decimals))")
  }
}
