/// Writes numbers with decimals: always a point, in every locale.
enum DecimalText {
  /// All three decimals of a number of thousandths, for a table of values: "9086.500".
  static func raw(thousandths: Int128) -> String {
    let digits = thousandths.magnitude
    return "\(thousandths < 0 ? "-" : "")\(digits / 1000).\(decimals(Int128(digits % 1000), 3))"
  }

  /// The number rounded half up to one decimal, for a reader: "9,086.5".
  static func rounded(thousandths: Int128) -> String {
    let tenths = (thousandths + 50) / 100
    return "\(grouped(String(tenths / 10))).\(tenths % 10)"
  }

  /// A number of floating point in thousandths; nil if it is too large for that, or no number.
  static func thousandths(_ value: Double) -> Int128? {
    Int128(exactly: (value * 1000).rounded())
  }

  /// A number with so many decimals, rounded: "-0.011283"; nil if it is too large for that, or no number.
  static func fixed(_ value: Double, places: Int) -> String? {
    let scale = (0..<places).reduce(Int128(1)) { product, _ in product * 10 }
    guard let number = Int128(exactly: (value * Double(scale)).rounded()) else { return nil }
    let digits = number.magnitude
    let sign = number < 0 ? "-" : ""
    return "\(sign)\(digits / scale.magnitude).\(decimals(Int128(digits % scale.magnitude), places))"
  }

  /// An estimate with two digits: "about 12", "about 1,200", "about 0.37", "less than 0.01".
  static func estimate(_ value: Double) -> String {
    if value < 0.01 { return "less than 0.01" }
    if value >= 1e18 { return "more than \(grouped(String(1_000_000_000_000_000_000)))" }
    if value < 0.995 { return "about 0.\(decimals(Int128((value * 100).rounded()), 2))" }
    if value < 9.95 {
      let tenths = Int((value * 10).rounded())
      return tenths % 10 == 0 ? "about \(tenths / 10)" : "about \(tenths / 10).\(tenths % 10)"
    }
    var unit = 1.0
    while value / unit >= 99.5 { unit *= 10 }
    return "about \(grouped(String(Int((value / unit).rounded()) * Int(unit))))"
  }

  private static func decimals(_ number: Int128, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
