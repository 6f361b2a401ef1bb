/// Reads the tokens of one file, character by character: counts rows and faults, and XORs the columns of the checksum.
///
/// Nothing is normalised. A row is never kept, whatever its length, so memory is constant. Bytes may come in pieces of
/// any size: what is left of a piece is the beginning of a character, at most three bytes.
struct TokenScanner {
  /// Characters that are counted at all places together, at most.
  private static let countLimit = 1 << 20

  /// What was counted so far.
  private(set) var tally: TokenTally
  private let digits: Int
  private let letters: TokenLetters?
  private var row = 1
  private var rowOffset = 0
  private var column = 0
  private var fault: (kind: TokenFault, offset: Int)?
  private var returnOffset: Int?
  /// The token of the row: places of its characters in the alphabet.
  private var token: [UInt32]

  /// A scanner of tokens of so many characters; without an alphabet rows are only counted, by the same rules.
  init(letters: TokenLetters?, digits: Int) {
    self.letters = letters
    self.digits = digits
    tally = TokenTally(digits: digits, hasLetters: letters != nil)
    token = tally.columns
    if let letters, digits <= TokenScanner.countLimit / letters.codePoints.count {
      tally.letterCounts = [Int](repeating: 0, count: digits * letters.codePoints.count)
    }
  }

  /// Scans what it can of a piece.
  ///
  /// - Parameter onToken: called with the row and the places of the characters of each token of the right form.
  /// - Returns: bytes that were used; of the last piece the rest is cut off, see `finish`.
  mutating func scan<Failure: Error>(
    _ piece: ArraySlice<UInt8>, onToken: (Int, [UInt32]) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    var position = piece.startIndex
    let end = piece.endIndex
    while position < end {
      let byte = piece[position]
      if byte == UInt8(ascii: "\n") {
        try endRow(at: tally.bytes, onToken)
        tally.bytes += 1
        position += 1
        row += 1
        rowOffset = tally.bytes
        continue
      }
      if byte < 0x80 {
        take(letters?.place(ascii: byte), UInt32(byte), at: tally.bytes)
        position += 1
        tally.bytes += 1
        continue
      }
      switch UTF8Scalar.first(of: piece[position..<end]) {
      case .needMore: return position - piece.startIndex
      case .invalid(let length):
        settleReturn()
        note(.notUTF8, at: tally.bytes)
        column += 1
        position += length
        tally.bytes += length
      case .scalar(let value, let length):
        if value == 0xFEFF, tally.bytes == 0, letters?.place(of: value) == nil {
          count(.byteOrderMark, row: 1, at: 0)
          rowOffset = length
        } else {
          take(letters?.place(of: value), value, at: tally.bytes)
        }
        position += length
        tally.bytes += length
      }
    }
    return position - piece.startIndex
  }

  /// Ends the file, of which so many bytes of a character were left.
  mutating func finish<Failure: Error>(
    rest: Int, onToken: (Int, [UInt32]) throws(Failure) -> Void
  ) throws(Failure) {
    if rest > 0 {
      settleReturn()
      note(.notUTF8, at: tally.bytes)
      column += 1
      tally.bytes += rest
    }
    if tally.bytes > rowOffset {
      try endRow(at: tally.bytes, onToken)
    } else if tally.bytes > 0, row > 1 {
      count(.lastNewline, row: row - 1, at: tally.bytes - 1)
    }
  }

  private mutating func take(_ place: UInt32?, _ value: UInt32, at offset: Int) {
    settleReturn()
    if let place {
      if column < digits { token[column] = place }
      column += 1
    } else if value == 0x0D {
      returnOffset = offset
    } else {
      note(.foreignCharacter, at: offset)
      column += 1
    }
  }

  /// A carriage return that something follows is a character of the row.
  private mutating func settleReturn() {
    guard let earlier = returnOffset else { return }
    note(.foreignCharacter, at: earlier)
    column += 1
    returnOffset = nil
  }

  private mutating func note(_ kind: TokenFault, at offset: Int) {
    if fault == nil { fault = (kind, offset) }
  }

  private mutating func endRow<Failure: Error>(
    at offset: Int, _ onToken: (Int, [UInt32]) throws(Failure) -> Void
  ) throws(Failure) {
    defer {
      column = 0
      fault = nil
      returnOffset = nil
    }
    if let returnOffset { count(.carriageReturn, row: row, at: returnOffset) }
    if column == 0 {
      count(.blankRow, row: row, at: rowOffset)
      return
    }
    tally.tokens += 1
    guard let letters else { return }
    if let fault {
      count(fault.kind, row: row, at: fault.offset)
    } else if column != digits {
      count(.length, row: row, at: rowOffset)
    } else {
      for place in 0..<digits { tally.columns[place] ^= letters.codePoints[Int(token[place])] }
      if !tally.letterCounts.isEmpty {
        for place in 0..<digits { tally.letterCounts[place * letters.codePoints.count + Int(token[place])] += 1 }
      }
      try onToken(row, token)
    }
  }

  private mutating func count(_ kind: TokenFault, row: Int, at offset: Int) {
    if tally.faults[kind.rawValue].count == 0 {
      tally.faults[kind.rawValue] = .init(count: 0, row: row, offset: offset)
    }
    tally.faults[kind.rawValue].count += 1
  }
}
