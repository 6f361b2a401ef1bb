/// Finds tokens that different production lines of one alphabet and number of characters per token share.
///
/// Production lines in whose files a row has another form, or a token stands twice, are left out. The files are read
/// once more, those of each group by one thread, in the order of the list.
struct TokensAcross {
  /// A production line that takes part.
  struct Member: Sendable {
    let job: TokenJob
    let place: Int
    let files: [TokenFile]
  }

  private let alphabet: Alphabet
  private let digits: Int
  private let members: [Member]

  /// The groups in the order of their first members. Alphabets with the same characters are one, such as BASE16 and
  /// LOWER_HEX: their tokens are the same texts.
  static func groups(_ members: [Member], _ catalogue: AlphabetCatalogue) -> [TokensAcross] {
    var places: [[Int]: Int] = [:]
    var firsts: [[UInt32]: Int] = [:]
    var alike: [Int: Int] = [:]
    var groups: [(alphabet: Int, digits: Int, members: [Member])] = []
    for member in members {
      guard let own = member.job.alphabet, let digits = member.job.digits else { continue }
      let alphabet: Int
      if let known = alike[own] {
        alphabet = known
      } else {
        let characters = catalogue.alphabets[own].codePoints.sorted()
        alphabet = firsts[characters] ?? own
        firsts[characters] = alphabet
        alike[own] = alphabet
      }
      if let place = places[[alphabet, digits]] {
        groups[place].members.append(member)
      } else {
        places[[alphabet, digits]] = groups.count
        groups.append((alphabet, digits, [member]))
      }
    }
    return groups.map {
      TokensAcross(alphabet: catalogue.alphabets[$0.alphabet], digits: $0.digits, members: $0.members)
    }
  }

  /// Says of each member whether it shares tokens with one before it.
  func judge<Source: ByteSource & ~Copyable>(
    _ verdicts: inout TokenVerdicts, _ storage: Storage, open: (TokenFile) throws(SourceFailure) -> Source
  ) throws(SourceFailure) {
    let rule = TokenUniqueAcross.self
    guard members.count > 1 else { return verdicts.cannotTest(rule, .noOtherLine) }
    let letters = TokenLetters(alphabet)
    var set = TokenSet(letters: alphabet.length, digits: digits, storage)
    // Where each file of a member begins among its rows.
    var starts: [[Int]] = []
    for (number, member) in members.enumerated() {
      var before = 0
      var own: [Int] = []
      for file in member.files {
        own.append(before)
        let reading = TokenReading(
          file, TokenScanner(letters: letters, digits: digits), limit: .max,
          onToken: { (row, token) throws(SourceFailure) in
            try set.add(token, at: TokenSet.Place(file: number, row: before + row))
          }, open: open)
        guard reading.problem == nil else { throw SourceFailure("\(file.name) changed while it was audited") }
        before += reading.tally.tokens
      }
      starts.append(own)
    }
    let repeats = try set.repeats()
    for (number, member) in members.enumerated() {
      guard let found = repeats[number] else {
        verdicts.pass(rule, on: member.job)
        continue
      }
      let (file, row) = place(found.first, starts)
      let (otherFile, otherRow) = place(found.earlier, starts)
      let offset = TokenReading.offset(ofRow: row, in: file, open: open)
      let other = members[found.earlier.file].job.id
      verdicts.fail(rule, on: member.job, place: member.place) { finding in
        finding.source = file.name
        finding.index = row - 1
        finding.byteOffset = offset ?? 0
        finding.expected = "0"
        finding.actual = String(found.count)
        finding.unit = "tokens"
        finding.message = """
          \(found.count, "token") of this production line \(words: found.count == 1 ? "stands" : "stand") in others \
          before it too: the first is row \(row), which is row \(otherRow) of \(data: otherFile.name) of production line \
          \(data: other).
          """
      }
    }
  }

  private func place(_ place: TokenSet.Place, _ starts: [[Int]]) -> (TokenFile, row: Int) {
    let own = starts[place.file]
    let number = (own.lastIndex { $0 < place.row }) ?? 0
    return (members[place.file].files[number], place.row - own[number])
  }
}
