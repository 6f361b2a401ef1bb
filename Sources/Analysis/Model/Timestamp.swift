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
    guard bytes.byteCount == 24 else { return nil }
    // "0000-00-00T00:00" and ":00.000Z": what is left is a digit's value, or 0 where a separator belongs.
    let head =
      bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: SIMD16<UInt8>.self)
      &- SIMD16<UInt8>(48, 48, 48, 48, 45, 48, 48, 45, 48, 48, 84, 48, 48, 58, 48, 48)
    let tail =
      bytes.unsafeLoadUnaligned(fromByteOffset: 16, as: SIMD8<UInt8>.self)
      &- SIMD8<UInt8>(58, 48, 48, 46, 48, 48, 48, 90)
    let headLimit = SIMD16<UInt8>(9, 9, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9)
    let tailLimit = SIMD8<UInt8>(0, 9, 9, 0, 9, 9, 9, 0)
    guard Lanes.first(head .> headLimit) == 16 else { return nil }
    guard unsafeBitCast(tail .> tailLimit, to: UInt64.self) == 0 else { return nil }
    let year = Int(head[0]) * 1000 + Int(head[1]) * 100 + Int(head[2]) * 10 + Int(head[3])
    let month = Int(head[5]) * 10 + Int(head[6])
    let day = Int(head[8]) * 10 + Int(head[9])
    let hour = Int(head[11]) * 10 + Int(head[12])
    let minute = Int(head[14]) * 10 + Int(head[15])
    let second = Int(tail[1]) * 10 + Int(tail[2])
    let millisecond = Int(tail[4]) * 100 + Int(tail[5]) * 10 + Int(tail[6])
    guard (1...12).contains(month), day >= 1, day <= Timestamp.days(in: month, of: year) else { return nil }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let days = Timestamp.days(year: year, month: month, day: day)
    milliseconds = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millisecond
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a date (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
  private static func days(year: Int, month: Int, day: Int) -> Int {
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
  /// The moment as the service writes it (civil_from_days of the same source).
  public var description: String {
    let (day, time) = milliseconds.quotientAndRemainderFlooring(by: 86_400_000)
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = [
      year.padded(4), month.padded(2), (dayOfYear - (153 * shiftedMonth + 2) / 5 + 1).padded(2),
    ].joined(separator: "-")
    let clock = [
      (time / 3_600_000).padded(2), (time / 60_000 % 60).padded(2), (time / 1000 % 60).padded(2),
    ].joined(separator: ":")
    return "\(date)T\(clock).\((time % 1000).padded(3))Z"
  }
}

extension Int {
  /// The number with leading zeros.
  fileprivate func padded(_ width: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
  }

  fileprivate func quotientAndRemainderFlooring(by divisor: Int) -> (Int, Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
