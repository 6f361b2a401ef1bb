/// An alphabet as an alphabets answer states it, before it is believed.
public struct AlphabetEntry: Sendable {
  /// The id, nil if it is absent or no string.
  var id: String?
  /// All characters, in order.
  var characters: String?
  /// How many characters the answer says there are, in decimal digits as the other numbers.
  var length: String?
  /// How many UTF-8 bytes the answer says all of them have together.
  var bytes: String?
  /// Whether the answer says that all of them are ASCII.
  var isASCII: Bool?
  /// What the answer says their XOR is.
  var parity: String?
  /// `type`, which should be "alphabet".
  var type: String?
  /// The first of these members whose value has another type than it should.
  private(set) var misfit: Misfit?
  /// The first of these members that stands more than once, whether in the entry or in its attributes.
  private(set) var twice: String?
  /// The 0-based place in the source.
  var index = 0
  /// The byte offset in the source.
  var offset = 0

  private var names: Set<String> = []
  private static let knownNames: Set = ["attributes", "type", "id", "chars", "length", "bytes", "parity", "ascii"]

  /// A value of the wrong type.
  struct Misfit {
    /// The name of the member.
    let name: String
    /// What may stand there, in words.
    let expected: String
    /// The value as it stands.
    let actual: String
  }

  /// Notes that a member has a value of the wrong type.
  mutating func note(_ misfit: Misfit) {
    self.misfit = self.misfit ?? misfit
  }

  /// Notes that a member is there.
  mutating func note(_ name: String) {
    if AlphabetEntry.knownNames.contains(name), !names.insert(name).inserted { twice = twice ?? name }
  }
}
