import Analysis

/// A date in a header, in any form that RFC 9110 section 5.6.7 has.
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The moment of a text; nil for another form.
  ///
  /// - Parameter now: what tells the century where a year has two digits.
  static func moment(_ text: String, now: Timestamp) -> Timestamp? {
    let words = text.split { $0 == " " || $0 == "-" }.map(String.init)
    switch words.count {
    // Sun, 06 Nov 1994 08:49:37 GMT; or Sunday, 06-Nov-94 08:49:37 GMT
    case 6 where words[5] == "GMT":
      return moment(year: year(words[3], now), month: words[2], day: words[1], time: words[4])
    // Sun Nov  6 08:49:37 1994
    case 5:
      return moment(
        year: words[4], month: words[1], day: words[2].utf8.count == 1 ? "0\(words[2])" : words[2], time: words[3])
    default: return nil
    }
  }

  private static func moment(year: String, month: String, day: String, time: String) -> Timestamp? {
    guard day.utf8.count == 2, let month = months.firstIndex(of: month) else { return nil }
    return Timestamp("\(year)-\(month < 9 ? "0" : "")\(month + 1)-\(day)T\(time).000Z")
  }

  /// The last year with these two digits that is not more than 50 years ahead; a longer one as it is.
  private static func year(_ digits: String, _ now: Timestamp) -> String {
    guard digits.utf8.count == 2, let last = Int(now.day.prefix(4)).map({ $0 + 50 }) else { return digits }
    return (last - 99...last).lazy.map(String.init).first { $0.hasSuffix(digits) } ?? digits
  }
}
