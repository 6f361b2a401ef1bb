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

  /// The beginning of a day, `YYYY-MM-DD`, in UTC; nil for another form, or a day that doesn't exist.
  public init?(day: String) { self.init("\(day)T00:00:00.000Z") }

  /// The day in UTC, `YYYY-MM-DD`.
  public var day: String { String(description.prefix(10)) }

  /// Milliseconds of a day.
  public static var dayLength: Int { 86_400_000 }

  @inline(__always)
  init?(_ bytes: RawSpan) {
    var day = Day()
    guard let moment = Timestamp(bytes, &day) else { return nil }
    self = moment
  }

  /// The day that was read last: neighbouring stamps nearly always have the same.
  struct Day {
    /// `YYYY-MM-DDT` as it stands in memory; 1970-01-01T at first.
    fileprivate var head: UInt64 = 0x2D31_302D_3037_3931
    fileprivate var tail: UInt32 = 0x0054_3130
    /// Its beginning, in milliseconds since that of 1970.
    fileprivate var start = 0
  }

  /// The moment of a text, with the day looked up or remembered.
  @inline(__always)
  init?(_ bytes: RawSpan, _ day: inout Day) {
    guard bytes.byteCount == 24 else { return nil }
    self.init(at: 0, bytes, &day)
  }

  /// The moment of the 24 bytes at a position.
  @inline(__always)
  init?(at start: Int, _ bytes: RawSpan, _ day: inout Day) {
    let head = bytes.word(at: start)
    let tail = UInt32(truncatingIfNeeded: bytes.word(at: start &+ 8)) & 0x00FF_FFFF
    if head != day.head || tail != day.tail {
      guard let number = Timestamp.day(bytes.extracting(start..<(start &+ 10))),
        tail &>> 16 == UInt32(UInt8(ascii: "T"))
      else { return nil }
      day = Day(head: head, tail: tail, start: number &* Timestamp.dayLength)
    }
    // "00:00:00" and ":00.000Z", which overlap: what is left of each byte is the value of a digit, or 0 where a
    // separator belongs. Bytes that are neither reach the highest bit when something is added, or have it already; only
    // these carry over.
    let clock = bytes.word(at: start &+ 11) ^ 0x3030_3A30_303A_3030
    let rest = bytes.word(at: start &+ 16) ^ 0x5A30_3030_2E30_303A
    let wrong = (clock &+ 0x7676_7F76_767F_7676) | clock | (rest &+ 0x7F76_7676_7F76_767F) | rest
    guard wrong & 0x8080_8080_8080_8080 == 0 else { return nil }
    // Ten times each digit and the one behind it: the hour stands in the lowest byte, then the minute, then the second.
    let pairs = (clock &* 10 &+ clock &>> 8) & 0x00FF_0000_FF00_00FF
    // Each reaches the highest bit of its byte if it is too large.
    guard (pairs &+ 0x0044_0000_4400_0068) & 0x0080_0000_8000_0080 == 0 else { return nil }
    let minutes = Int(truncatingIfNeeded: (pairs &* 0x3C00_0001) &>> 24 & 0xFFFF)
    let second = Int(truncatingIfNeeded: pairs &>> 48)
    let hundredths = Int(truncatingIfNeeded: (rest &* 10 &+ rest &>> 8) &>> 32 & 0xFF)
    let millisecond = hundredths &* 10 &+ Int(truncatingIfNeeded: rest &>> 48)
    milliseconds = day.start &+ (minutes &* 60 &+ second) &* 1000 &+ millisecond
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
    bytes.reserveCapacity(24)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the same to bytes (civil_from_days of the same source).
  func append(to bytes: inout [UInt8]) {
    let (day, time) = milliseconds.quotientAndRemainderFlooring(by: Timestamp.dayLength)
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    bytes.append(digits: year, width: 4)
    bytes.append(addingCapacity: 20) { output in
      output.append(UInt8(ascii: "-"), two: month)
      output.append(UInt8(ascii: "-"), two: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
      output.append(UInt8(ascii: "T"), two: time / 3_600_000)
      output.append(UInt8(ascii: ":"), two: time / 60_000 % 60)
      output.append(UInt8(ascii: ":"), two: time / 1000 % 60)
      output.append(UInt8(ascii: "."), two: time / 10 % 100)
      output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: time % 10))
      output.append(UInt8(ascii: "Z"))
    }
  }
}

extension OutputSpan<UInt8> {
  /// Adds a mark and a number below 100 in two digits.
  @inline(__always)
  fileprivate mutating func append(_ mark: UInt8, two number: Int) {
    append(mark)
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
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
    var rest = number.magnitude
    var digits = 1
    var least: UInt = 10
    // No number of this type has more than 19 digits, and 10^19 is none of it, but fits its magnitude.
    while rest >= least {
      digits += 1
      least *= 10
    }
    let length = Swift.max(digits, width)
    append(addingCapacity: length) { output in
      output.append(repeating: UInt8(ascii: "0"), count: length)
      var span = output.mutableSpan
      var end = length
      while rest >= 10 {
        let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
        span[end - 1] += UInt8(truncatingIfNeeded: pair % 10)
        span[end - 2] += UInt8(truncatingIfNeeded: pair / 10)
        rest = quotient
        end -= 2
      }
      if rest > 0 { span[end - 1] += UInt8(truncatingIfNeeded: rest) }
    }
  }
}
