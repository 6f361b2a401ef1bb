/// The alphabets that an audit knows: the service's published presets, and what a supplied catalogue adds or overrides.
public struct AlphabetCatalogue: Sendable {
  /// The alphabets, each id once.
  public private(set) var alphabets: [Alphabet]
  /// The traits of the alphabets, in the same order.
  private(set) var traits: [AlphabetTraits] = []
  private var indexByHash: [UInt64: [Int]] = [:]

  /// The presets alone.
  public init() {
    alphabets = []
    for (id, characters) in AlphabetCatalogue.presets {
      if let alphabet = Alphabet(id: id, characters: characters) { add(alphabet) }
    }
  }

  /// The service's presets, as its documentation lists them.
  private static let presets: [(id: String, characters: String)] = {
    let digits = "0123456789"
    let lower = "abcdefghijklmnopqrstuvwxyz"
    return [
      ("DICE", "⚀⚁⚂⚃⚄⚅"),
      ("BASE16", digits + "abcdef"),
      ("LOWER_HEX", digits + "abcdef"),
      ("UPPER_HEX", digits + "ABCDEF"),
      ("LOWER_LATIN", lower),
      ("UPPER_LATIN", lower.uppercased()),
      ("UPPER_EPCG30", "0123456789ABCDEFGHKMNPRSTVWXYZ"),
      ("BASE60", "23456789" + lower.uppercased() + lower),
      ("BASE62", digits + lower.uppercased() + lower),
    ]
  }()

  /// Adds an alphabet; one with the same id is replaced.
  public mutating func add(_ alphabet: Alphabet) {
    let name = Array(alphabet.id.utf8)
    if let known = index(of: name.span.bytes) {
      alphabets[known] = alphabet
      traits[known] = alphabet.traits
    } else {
      indexByHash[AlphabetCatalogue.hash(name.span.bytes), default: []].append(alphabets.count)
      alphabets.append(alphabet)
      traits.append(alphabet.traits)
    }
  }

  /// The alphabet of an id, nil if it is not known.
  func index(of name: RawSpan) -> Int? {
    indexByHash[AlphabetCatalogue.hash(name)]?.first { name.equals(alphabets[$0].name) }
  }

  /// FNV-1a over the bytes.
  private static func hash(_ bytes: RawSpan) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<bytes.byteCount {
      hash = (hash ^ UInt64(bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self))) &* 0x100_0000_01B3
    }
    return hash
  }
}
