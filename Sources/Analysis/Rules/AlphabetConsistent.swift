/// An entry of a supplied alphabets answer agrees with itself, and with the others of its id.
///
/// An entry that doesn't is not used: a preset of the same id stays, an alphabet of one's own stays unknown.
enum AlphabetConsistent: Rule {
  static let about = RuleInfo(
    code: "alphabet-consistent",
    title: "What a supplied catalogue says of an alphabet agrees with its characters",
    severity: .error, impact: .bookkeeping, owner: .you,
    basis: .proven("parity 19 of 19; the other members are counts of the characters"),
    why: """
      The characters are distinct, and no line feed is among them; length counts them, bytes counts their UTF-8 bytes, \
      ascii tells whether all are ASCII, and parity is the XOR of their code points if length is odd, else 0. Numbers \
      may be strings of digits. An id stands for the same characters \
      wherever it stands. Every rule of sizes and checksums stands on these numbers, so an entry that contradicts itself \
      or another of its id is not used.
      """,
    example: "AEIOU has the parity 87; a catalogue that says 86 was altered, or has lost a character.",
    meanwhile: "Save the alphabets answer again, and compare the entry with the one that the service shows.",
    ask: "The alphabet {line} has {field} {actual}, and by its characters it should be {expected}. Which is right?")

  /// What is wrong with an entry: the member and its two values.
  struct Fault {
    let field: String
    let expected: String
    let actual: String
    let message: Prose
  }

  /// The ids that stand with different characters: which of them hold, nobody can say.
  static func disputedIDs(_ entries: [AlphabetEntry]) -> Set<[UInt8]> {
    var first: [[UInt8]: String] = [:]
    var disputed: Set<[UInt8]> = []
    for entry in entries where entry.twice == nil {
      guard let id = entry.id.map({ Array($0.utf8) }), let characters = entry.characters else { continue }
      if let known = first[id], !known.utf8.elementsEqual(characters.utf8) { disputed.insert(id) }
      first[id] = first[id] ?? characters
    }
    return disputed
  }

  /// The first contradiction in an entry, nil without one.
  ///
  /// - Parameter disputed: the ids that stand with different characters in the catalogue.
  static func fault(_ entry: AlphabetEntry, _ disputed: Set<[UInt8]>) -> Fault? {
    if let key = entry.twice {
      return Fault(
        field: path(of: key), expected: "once", actual: "more than once",
        message: "\(name: key) stands more than once in the entry; which value holds can't be told.")
    }
    if let misfit = entry.misfit {
      return Fault(
        field: path(of: misfit.name), expected: misfit.expected, actual: misfit.actual,
        message: "\(name: misfit.name) must be \(words: misfit.expected); it is \(data: misfit.actual).")
    }
    guard let id = entry.id, !id.isEmpty else {
      return Fault(field: "id", expected: "present", actual: "", message: "The entry has no id.")
    }
    if disputed.contains(Array(id.utf8)) {
      return Fault(
        field: "attributes.chars", expected: "the same characters in all entries of the id",
        actual: entry.characters ?? "",
        message: "The id stands more than once, with different characters; which entry holds can't be told.")
    }
    guard let characters = entry.characters, !characters.isEmpty else {
      return Fault(
        field: "attributes.chars", expected: "present", actual: "", message: "The alphabet has no characters.")
    }
    guard let alphabet = Alphabet(id: id, characters: characters) else {
      return Fault(
        field: "attributes.chars", expected: "a character other than U+0000", actual: characters,
        message: "The alphabet has no character but U+0000, of which a checksum has no bits.")
    }
    if alphabet.codePoints.contains(0x0A) {
      return Fault(
        field: "attributes.chars", expected: "no line feed", actual: characters,
        message: "The alphabet has a line feed, which ends a token in its file.")
    }
    if Set(alphabet.codePoints).count != alphabet.length {
      return Fault(
        field: "attributes.chars", expected: "\(Set(alphabet.codePoints).count) distinct characters",
        actual: "\(alphabet.length) characters", message: "A character stands in the alphabet more than once.")
    }
    let isASCII = alphabet.codePoints.allSatisfy { $0 < 0x80 }
    let claims: [(name: String, stated: String?, computed: String)] = [
      ("length", entry.length, String(alphabet.length)), ("bytes", entry.bytes, String(alphabet.bytes)),
      ("ascii", entry.isASCII.map { String($0) }, String(isASCII)),
      ("parity", entry.parity, String(alphabet.parity)),
    ]
    for claim in claims {
      guard let stated = claim.stated, stated != claim.computed else { continue }
      return Fault(
        field: "attributes.\(claim.name)", expected: claim.computed, actual: stated,
        message: "\(name: claim.name) is \(data: stated), the characters make it \(data: claim.computed).")
    }
    return nil
  }

  private static func path(of name: String) -> String {
    name == "id" || name == "type" ? name : "attributes.\(name)"
  }
}
