/// A 64-bit hash of words and bytes. It is seeded anew for each process, so that nobody can choose keys with equal
/// hashes; no result depends on the order of hashes.
///
/// Each step multiplies to 128 bits and folds the halves (the construction of W. Yi's wyhash).
struct Mixer {
  private static let first = UInt64.random(in: .min ... .max)
  private static let second = UInt64.random(in: .min ... .max) | 1

  /// The hash of what was added so far.
  private(set) var value: UInt64

  init(seed: UInt64 = 0) {
    value = seed
  }

  @inline(__always)
  mutating func add(_ word: UInt64) {
    let product = (value ^ word ^ Mixer.first).multipliedFullWidth(by: Mixer.second)
    value = product.high ^ product.low
  }

  /// Adds two words at once.
  @inline(__always)
  mutating func add(_ one: UInt64, _ other: UInt64) {
    let product = (value ^ one ^ Mixer.first).multipliedFullWidth(by: other ^ Mixer.second)
    value = product.high ^ product.low ^ one &<< 17
  }

  /// Adds the length and the bytes.
  @inline(__always)
  mutating func add(_ bytes: RawSpan) {
    add(UInt64(bytes.byteCount))
    var position = 0
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
