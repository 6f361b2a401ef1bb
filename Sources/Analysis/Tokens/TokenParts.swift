/// The files of one production line in the order of their parts.
struct TokenParts {
  /// The files of numbered parts, then that of the latest without a number.
  let files: [TokenFile]
  /// Whether the last file has no number.
  let hasLatest: Bool
  /// Two files that stand for one part.
  let twice: (TokenFile, TokenFile)?
  /// Whether numbered parts are missing in between.
  let hasGap: Bool

  /// Those of numbered parts up to one.
  init(_ files: [TokenFile], upTo number: Int) {
    self.init(files.filter { $0.place.part.map { $0 <= number } ?? false })
  }

  init(_ files: [TokenFile]) {
    let sorted = files.sorted { ($0.place.part ?? .max) < ($1.place.part ?? .max) }
    self.files = sorted
    hasLatest = sorted.last.map { $0.place.part == nil } ?? false
    twice = zip(sorted, sorted.dropFirst()).first { $0.place.part == $1.place.part }
    let numbers = sorted.compactMap(\.place.part)
    hasGap = numbers != Array(1..<(numbers.count + 1))
  }

  /// Whether there is one file of each part up to one; false where the number of that is not known.
  func isWhole(upTo number: Int?) -> Bool { !hasGap && files.count == number }
}
