/// A time as payment exports and spreadsheets write it, with how exactly it tells the moment.
struct PaymentTime: Equatable {
  /// Milliseconds since 1970, as if a time without a zone were one of UTC.
  var milliseconds: Int
  /// Milliseconds of the shortest time that it tells: a second, a minute or a day.
  var precision: Int32
  /// Whether it names its zone.
  var hasZone = false
  /// What must stand first in a date with slashes; nil if either may, or for another form.
  var order: DateOrder?
  /// Milliseconds to add if the month stands first; nil where only one reading is possible, or both are one.
  var otherReading: Int?

  /// Reads `2024-03-19`, `2024-03-19 12:00`, `2024-03-19T12:00:00.000+01:00`, `2024-03-19 12:00:00.000000+01`,
  /// `19/03/2024 12:00` or `19.03.2024` (as spreadsheets re-save it) and forms between them; nil for another form.
  ///
  /// - Parameter wanted: what stands first in a date with slashes; nil to read the day first if either may be.
  init?(_ text: ArraySlice<UInt8>, order wanted: DateOrder? = nil) {
    if let plain = PaymentTime.plain(text) {
      self = plain
      return
    }
    self.init(other: text, wanted)
  }

  /// Reads seconds since 1970 in ten digits, as every time from 2001 to 2286 has them; nil for another form.
  init?(unixSeconds text: ArraySlice<UInt8>) {
    guard text.count == 10, text.first != UInt8(ascii: "0"), let seconds = try? Money.integer(text), seconds > 0 else {
      return nil
    }
    self.init(milliseconds: Int(seconds) * 1000, precision: 1000, hasZone: true)
  }

  /// The usual forms, `2024-03-19 12:00:00` with a blank or a T, and perhaps a Z; nil for any other.
  private static func plain(_ text: ArraySlice<UInt8>) -> PaymentTime? {
    guard text.count == 19 || text.count == 20 && text.last == UInt8(ascii: "Z") else { return nil }
    let start = text.startIndex
    var isPlain = true
    func number(_ place: Int, _ count: Int) -> Int {
      var value = 0
      for index in place..<(place + count) {
        let digit = text[start + index] &- UInt8(ascii: "0")
        if digit > 9 { isPlain = false }
        value = value * 10 + Int(digit)
      }
      return value
    }
    func isMark(_ place: Int, _ mark: UInt8) -> Bool { text[start + place] == mark }
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
    let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
    guard isPlain, isMark(4, UInt8(ascii: "-")), isMark(7, UInt8(ascii: "-")), isMark(13, UInt8(ascii: ":")),
      isMark(16, UInt8(ascii: ":")), isMark(10, UInt8(ascii: " ")) || isMark(10, UInt8(ascii: "T")), year > 999,
      (1...12).contains(month), day >= 1, day <= Timestamp.days(in: month, of: year), hour < 24, minute < 60,
      second < 60
    else { return nil }
    let days = Timestamp.days(year: year, month: month, day: day)
    return PaymentTime(
      milliseconds: (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000, precision: 1000,
      hasZone: text.count == 20)
  }

  private init(milliseconds: Int, precision: Int32, hasZone: Bool) {
    self.milliseconds = milliseconds
    self.precision = precision
    self.hasZone = hasZone
  }

  private init?(other text: ArraySlice<UInt8>, _ wanted: DateOrder?) {
    var rest = text
    func number(_ widths: ClosedRange<Int>) -> Int? {
      var value = 0
      var count = 0
      while let byte = rest.first, byte &- UInt8(ascii: "0") < 10, count < widths.upperBound {
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        rest.removeFirst()
        count += 1
      }
      return count >= widths.lowerBound ? value : nil
    }
    func take(_ choices: String) -> Bool {
      guard let byte = rest.first, choices.utf8.contains(byte) else { return false }
      rest.removeFirst()
      return true
    }
    while take(" ") {}
    while rest.last == UInt8(ascii: " ") { rest.removeLast() }
    guard let head = number(1...4) else { return nil }
    if take("-") {
      guard head > 999, let month = number(1...2), take("-"), let day = number(1...2),
        let start = PaymentTime.day(head, month, day)
      else { return nil }
      milliseconds = start
    } else {
      let hasPoints = rest.first == UInt8(ascii: ".")
      guard head < 32, take("/."), let second = number(1...2), take(hasPoints ? "." : "/"), let year = number(4...4)
      else { return nil }
      // With points the day stands first, wherever dates are written so.
      let order = hasPoints ? .dayFirst : wanted
      let dayFirst = order == .monthFirst ? nil : PaymentTime.day(year, second, head)
      let monthFirst = order == .dayFirst ? nil : PaymentTime.day(year, head, second)
      guard let start = dayFirst ?? monthFirst else { return nil }
      milliseconds = start
      if let dayFirst, let monthFirst {
        if dayFirst != monthFirst { otherReading = monthFirst - dayFirst }
      } else if !hasPoints {
        self.order = dayFirst == nil ? .monthFirst : .dayFirst
      }
    }
    precision = Int32(Timestamp.dayLength)
    if rest.isEmpty { return }
    guard take("T ") else { return nil }
    guard let hour = number(1...2), hour < 24, take(":"), let minute = number(2...2), minute < 60 else { return nil }
    milliseconds += (hour * 60 + minute) * 60_000
    precision = 60_000
    if take(":") {
      guard let second = number(2...2), second < 60 else { return nil }
      milliseconds += second * 1000
      precision = 1000
      if take("."), number(1...9) == nil { return nil }
    }
    while take(" ") {}
    if rest.isEmpty { return }
    hasZone = true
    if rest.elementsEqual("Z".utf8) || rest.elementsEqual("UTC".utf8) { return }
    let isWest = rest.first == UInt8(ascii: "-")
    guard take("+-"), let hours = number(2...2), hours < 24 else { return nil }
    // Databases write a zone of whole hours without minutes.
    let hasMinutes = !rest.isEmpty
    _ = take(":")
    guard let minutes = hasMinutes ? number(2...2) : 0, minutes < 60, rest.isEmpty || rest.elementsEqual(" UTC".utf8)
    else { return nil }
    milliseconds += (isWest ? 1 : -1) * (hours * 60 + minutes) * 60_000
  }

  /// The beginning of a day, nil if the calendar has no such day.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard (1...12).contains(month), day >= 1, day <= Timestamp.days(in: month, of: year) else { return nil }
    return Timestamp.days(year: year, month: month, day: day) * Timestamp.dayLength
  }
}
