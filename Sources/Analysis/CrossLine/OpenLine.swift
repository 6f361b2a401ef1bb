/// What is known of a production line that is not known to be finished, in one word.
struct OpenLine {
  let word: UInt64

  init(word: UInt64) {
    self.word = word
  }

  init(_ entry: LineEntry) {
    let moment = UInt64(bitPattern: Int64(entry.requested)) << 2
    word = moment | (entry.hasRequested ? 2 : 0) | (entry.isUnfinished == nil ? 0 : 1)
  }

  /// Whether its status is known, and so that it waits or runs.
  var isStatusKnown: Bool { word & 1 != 0 }

  /// `requested` in milliseconds since 1970; nil if it is not known.
  var requested: Int? { word & 2 == 0 ? nil : Int(Int64(bitPattern: word) >> 2) }

  /// Whether it waits or runs longer than it may.
  ///
  /// - Parameters:
  ///   - moment: now; nil if that is not known.
  ///   - limit: milliseconds.
  func isStuck(at moment: Timestamp?, after limit: Int) -> Bool {
    guard isStatusKnown, let moment, let requested else { return false }
    return moment.milliseconds - requested > limit
  }
}
