/// A time as payment exports and spreadsheets write it, with how exactly it tells the moment.
struct PaymentTime: Equatable {
  /// Milliseconds since 1970, as if a time without a zone were one of UTC.
  var milliseconds: Int
  /// Milliseconds of the shortest time that it tells: a second, a minute or a day.
  var precision: Int32
  /// Whether it names its zone.
  var hasZone = false

  /// Reads `2024-03-19`, `2024-03-19 12:00`, `2024-03-19T12:00:00.000+01:00`, `19/03/2024 12:00` (day first, as
  /// spreadsheets re-save it) and forms between them; nil for another form.
  init?(_ text: ArraySlice<UInt8>) {
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
    var date: (year: Int, month: Int, day: Int)
    if take("-") {
      guard head > 999, let month = number(1...2), take("-"), let day = number(1...2) else { return nil }
      date = (head, month, day)
    } else {
      guard head < 32, take("/."), let month = number(1...2), take("/."), let year = number(4...4) else { return nil }
      date = (year, month, head)
    }
    guard (1...12).contains(date.month), date.day >= 1, date.day <= Timestamp.days(in: date.month, of: date.year) else {
      return nil
    }
    milliseconds = Timestamp.days(year: date.year, month: date.month, day: date.day) * 86_400_000
    precision = 86_400_000
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
    _ = take(":")
    guard let minutes = number(2...2), minutes < 60, rest.isEmpty || rest.elementsEqual(" UTC".utf8) else { return nil }
    milliseconds += (isWest ? 1 : -1) * (hours * 60 + minutes) * 60_000
  }
}
