/// A moment in milliseconds since 1970-01-01T00:00:00.000Z, as the service writes it: `YYYY-MM-DDTHH:MM:SS.mmmZ`.
///
/// Only this form is read. Dates follow the proleptic Gregorian calendar; leap seconds do not exist in it.
public struct Timestamp: Comparable, Hashable, Sendable {
  /// Milliseconds since the beginning of 1970 in UTC.
  public let milliseconds: Int

  /// A moment from its milliseconds since 1970.
  public init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  /// The moment of a text, nil if it has another form or names a day or time that doesn't exist.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let moment = Timestamp(bytes.span.bytes) else { return nil }
    self = moment
  }

  @inline(__always)
  init?(_ bytes: RawSpan) {
    var day = Day()
    guard let moment = Timestamp(bytes, &day) else { return nil }
    self = moment
  }

  /// The day that was read last: neighbouring stamps nearly always have the same.
  struct Day {
    /// `YYYY-MM-DD` as it stands in memory; 1970-01-01 at first.
    fileprivate var text: (head: UInt64, tail: UInt16) = (0x2D31_302D_3037_3931, 0x3130)
    /// Days since the beginning of 1970.
    fileprivate var number = 0
  }

  /// The moment of a text, with the day looked up or remembered.
  @inline(__always)
  init?(_ bytes: RawSpan, _ day: inout Day) {
    guard bytes.byteCount == 24 else { return nil }
    let text = (
      head: bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self),
      tail: bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt16.self)
    )
    if text != day.text {
      guard let number = Timestamp.day(bytes) else { return nil }
      day.text = text
      day.number = number
    }
    // "T00:00:00.000Z" from its second byte on, as two words that overlap: what is left of each byte is the value of a
    // digit, or 0 where a separator belongs.
    let clock =
      bytes.unsafeLoadUnaligned(fromByteOffset: 11, as: SIMD8<UInt8>.self)
      &- SIMD8<UInt8>(48, 48, 58, 48, 48, 58, 48, 48)
    let rest =
      bytes.unsafeLoadUnaligned(fromByteOffset: 16, as: SIMD8<UInt8>.self)
      &- SIMD8<UInt8>(58, 48, 48, 46, 48, 48, 48, 90)
    let wrong =
      unsafeBitCast(clock .> SIMD8<UInt8>(9, 9, 0, 9, 9, 0, 9, 9), to: UInt64.self)
      | unsafeBitCast(rest .> SIMD8<UInt8>(0, 9, 9, 0, 9, 9, 9, 0), to: UInt64.self)
    guard wrong == 0, bytes.unsafeLoad(fromByteOffset: 10, as: UInt8.self) == UInt8(ascii: "T") else { return nil }
    let hour = Int(clock[0]) &* 10 &+ Int(clock[1])
    let minute = Int(clock[3]) &* 10 &+ Int(clock[4])
    let second = Int(clock[6]) &* 10 &+ Int(clock[7])
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let millisecond = Int(rest[4]) &* 100 &+ Int(rest[5]) &* 10 &+ Int(rest[6])
    milliseconds = (((day.number &* 24 &+ hour) &* 60 &+ minute) &* 60 &+ second) &* 1000 &+ millisecond
  }

  /// Days since the beginning of 1970 of the `YYYY-MM-DD` that a text begins with; nil for another form or no such day.
  @inline(never)
  private static func day(_ bytes: RawSpan) -> Int? {
    func number(_ range: Range<Int>) -> Int? {
      range.reduce(0) { value, index in
        let digit = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) &- UInt8(ascii: "0")
        return digit < 10 ? value.map { $0 * 10 + Int(digit) } : nil
      }
    }
    for index in [4, 7] where bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) != UInt8(ascii: "-") {
      return nil
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    guard (1...12).contains(month), day >= 1, day <= days(in: month, of: year) else { return nil }
    return days(year: year, month: month, day: day)
  }

  /// Days of a month.
  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a date (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Timestamp: CustomStringConvertible {
  /// The moment as the service writes it.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the same to bytes (civil_from_days of the same source).
  func append(to bytes: inout [UInt8]) {
    let (day, time) = milliseconds.quotientAndRemainderFlooring(by: 86_400_000)
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    bytes.append(digits: year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digits: month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digits: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, width: 2)
    bytes.append(UInt8(ascii: "T"))
    bytes.append(digits: time / 3_600_000, width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(digits: time / 60_000 % 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(digits: time / 1000 % 60, width: 2)
    bytes.append(UInt8(ascii: "."))
    bytes.append(digits: time % 1000, width: 3)
    bytes.append(UInt8(ascii: "Z"))
  }
}

extension Int {
  fileprivate func quotientAndRemainderFlooring(by divisor: Int) -> (Int, Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension [UInt8] {
  /// Adds a number in decimal digits, with leading zeros.
  mutating func append(digits number: Int, width: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let start = count
    var rest = number.magnitude
    while rest > 0 || count - start < width {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    self[start...].reverse()
  }
}
