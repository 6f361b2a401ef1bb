/// What an earlier report has of equal findings.
struct KnownFinding {
  /// How many there are.
  var count = 0
  /// How many of them were accepted then.
  var accepted = 0
  /// The earliest day since which one of them is open, `YYYY-MM-DD`; empty if it is not known.
  var since = ""

  /// Adds another one.
  mutating func add(since day: String = "", wasAccepted: Bool) {
    count += 1
    if wasAccepted { accepted += 1 }
    since = KnownFinding.earlier(since, day)
  }

  /// Takes one out, an accepted one if there is one and that is wanted, or if there is nothing else.
  ///
  /// - Returns: whether it was accepted then.
  mutating func take(accepted isWanted: Bool) -> Bool {
    let wasAccepted = accepted > 0 && (isWanted || accepted == count)
    count -= 1
    if wasAccepted { accepted -= 1 }
    return wasAccepted
  }

  /// The earlier of two days, of which either may be empty.
  static func earlier(_ one: String, _ other: String) -> String {
    one.isEmpty || !other.isEmpty && other < one ? other : one
  }

  /// Whether a text is a day that exists.
  static func isDay(_ text: String) -> Bool {
    text.utf8.count == 10 && Timestamp("\(text)T00:00:00.000Z") != nil
  }
}

extension [Fingerprint: KnownFinding] {
  /// Takes one occurrence out, if possible one that was accepted then or not, as is wanted; nil if there is none.
  mutating func take(
    _ fingerprint: Fingerprint, accepted isWanted: Bool
  ) -> (since: String, wasAccepted: Bool)? {
    guard var known = self[fingerprint] else { return nil }
    let wasAccepted = known.take(accepted: isWanted)
    self[fingerprint] = known.count > 0 ? known : nil
    return (known.since, wasAccepted)
  }
}
