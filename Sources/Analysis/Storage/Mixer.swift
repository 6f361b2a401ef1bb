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
    value = seed ^ Mixer.first
    key = (seed &+ Mixer.first) &* Mixer.second
  }

  @inline(__always)
  mutating func add(_ word: UInt64) {
    let product = (value ^ word).multipliedFullWidth(by: Mixer.second)
    value = product.high ^ product.low
  }

  /// Adds two words at once.
  @inline(__always)
  mutating func add(_ one: UInt64, _ other: UInt64) {
    let product = (value ^ one).multipliedFullWidth(by: other ^ key)
    value = product.high ^ product.low
  }

  /// Adds the length and the bytes. The last words may overlap those before: with the length, they still tell the
  /// bytes.
  @inline(__always)
  mutating func add(_ bytes: RawSpan) {
    let count = bytes.byteCount
    add(UInt64(count))
    if count < 16 { return addFew(bytes) }
    var position = 0
    while position + 32 <= count {
      let words = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: FourWords.self)
      add(words.first, words.second)
      add(words.third, words.fourth)
      position += 32
    }
    if position == count { return }
    if count - position > 16 { add(bytes, at: position) }
    add(bytes, at: count - 16)
  }

  /// Four words that are loaded with one check.
  private struct FourWords: BitwiseCopyable {
    let first: UInt64
    let second: UInt64
    let third: UInt64
    let fourth: UInt64
  }

  @inline(__always)
  private mutating func add(_ bytes: RawSpan, at position: Int) {
    add(
      bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self),
      bytes.unsafeLoadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
  }

  /// Adds fewer than 16 bytes.
  @inline(__always)
  private mutating func addFew(_ bytes: RawSpan) {
    let count = bytes.byteCount
    if count >= 8 {
      add(
        bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self),
        bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    } else if count >= 4 {
      let first = bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
      add(UInt64(first) << 32 | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self)))
    } else if count > 0 {
      var word: UInt64 = 0
      for index in 0..<count { word = word << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)) }
      add(word)
    }
  }
}
