/// A 64-bit hash of words and bytes. It begins with a seed that each auditor draws anew, so that nobody can choose keys
/// with equal hashes; no result depends on the order of hashes.
///
/// Each step multiplies to 128 bits and folds the halves (the construction of W. Yi's wyhash).
struct Mixer {
  private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

  /// The hash of what was added so far.
  private(set) var value: UInt64

  /// What the second of two words is mixed with, as secret as the seed: nobody can choose a word that makes it 0.
  private let key: UInt64

  init(seed: UInt64) {
    value = seed
    key = (seed &+ Mixer.first) &* Mixer.second
  }

  @inline(__always)
  mutating func add(_ word: UInt64) {
    let product = (value ^ word ^ Mixer.first).multipliedFullWidth(by: Mixer.second)
    value = product.high ^ product.low
  }

  /// Adds two words at once.
  @inline(__always)
  mutating func add(_ one: UInt64, _ other: UInt64) {
    let product = (value ^ one ^ Mixer.first).multipliedFullWidth(by: other ^ key)
    value = product.high ^ product.low ^ one &<< 17
  }

  /// Adds the length and the bytes.
  @inline(__always)
  mutating func add(_ bytes: RawSpan) {
    add(UInt64(bytes.byteCount))
    var position = 0
    while position + 16 <= bytes.byteCount {
      add(
        bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self),
        bytes.unsafeLoadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
      position += 16
    }
    while position + 8 <= bytes.byteCount {
      add(bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var rest: UInt64 = 0
    while position < bytes.byteCount {
      rest = rest << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self))
      position += 1
    }
    add(rest)
  }
}
