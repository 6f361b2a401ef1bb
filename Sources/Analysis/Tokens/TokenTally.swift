/// What was counted in one token file.
struct TokenTally: Sendable, Equatable {
  /// Bytes of the file, decompressed.
  var bytes = 0
  /// Rows that are not blank.
  var tokens = 0
  /// Faults by kind.
  var faults = [TokenFault.Count](repeating: .init(), count: TokenFault.allCases.count)
  /// The XOR of the characters at each place of all tokens, as far as they have the right form.
  var columns: [UInt32]
  /// How often each character of the alphabet stands at each place of those tokens, the first place first; empty where
  /// there are too many to be counted.
  var letterCounts: [Int] = []
  /// Whether the alphabet is known: without one, rows are only counted.
  let hasLetters: Bool

  /// Whether every row that is not blank is a token of the right form.
  var hasTokensOnly: Bool {
    hasLetters && TokenFault.allCases.allSatisfy { !$0.spoilsToken || faults[$0.rawValue].count == 0 }
  }

  /// Whether nothing at all is wrong with the form.
  var isFlawless: Bool { hasLetters && faults.allSatisfy { $0.count == 0 } }

  /// Nothing counted yet.
  init(digits: Int, hasLetters: Bool) {
    columns = [UInt32](repeating: 0, count: digits)
    self.hasLetters = hasLetters
  }

  /// What a sweep has counted; nil unless every row is right.
  init?(_ sweep: inout TokenSweep, _ layout: TokenLayout) {
    guard sweep.rows > 0, let counts = sweep.letterCounts() else { return nil }
    self.init(digits: layout.digits, hasLetters: true)
    bytes = sweep.rows * layout.stride - 1
    tokens = sweep.rows
    letterCounts = counts
    let letters = layout.codePoints.count
    for digit in 0..<layout.digits {
      for place in 0..<letters where counts[digit * letters + place] % 2 == 1 {
        columns[digit] ^= layout.codePoints[place]
      }
    }
  }
}
