#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Bytes that are overwritten before their memory is given back.
final class SecretBytes: Sendable {
  // Written in `init` and `deinit` only, when nobody else has it.
  nonisolated(unsafe) private let memory: UnsafeMutableRawBufferPointer

  /// For each byte, how far its last place is from the end, the very end left out.
  private let skips: [Int]

  /// Takes the bytes over: the array is zeros afterwards, unless it shares its memory.
  init(taking bytes: inout [UInt8]) {
    memory = .allocate(byteCount: bytes.count, alignment: 1)
    memory.copyBytes(from: bytes)
    SecretBytes.wipe(&bytes)
    var skips = [Int](repeating: memory.count, count: 256)
    for (place, byte) in memory.dropLast().enumerated() { skips[Int(Self.lower(byte))] = memory.count - 1 - place }
    self.skips = (0...UInt8.max).map { skips[Int(Self.lower($0))] }
  }

  deinit {
    SecretBytes.wipe(memory)
    memory.deallocate()
  }

  /// How many they are.
  var count: Int { memory.count }

  /// The bytes, for as long as the closure runs.
  func withBytes<Result>(_ use: (UnsafeRawBufferPointer) -> Result) -> Result {
    use(UnsafeRawBufferPointer(memory))
  }

  /// Overwrites an array that nobody else shares.
  static func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { wipe($0) }
  }

  private static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
    guard let start = memory.baseAddress, !memory.isEmpty else { return }
    // A plain loop could be left out by the compiler, as nobody reads the zeros.
    #if canImport(Darwin)
    _ = memset_s(start, memory.count, 0, memory.count)
    #else
    explicit_bzero(start, memory.count)
    #endif
  }

  /// Overwrites every place where they stand in a buffer with the byte, ASCII letters in either case, also where some
  /// are written with the escapes of JSON or of URLs.
  ///
  /// - Returns: how many bytes at its end may be the beginning of another place.
  func mask(_ buffer: UnsafeMutableRawBufferPointer, with byte: UInt8) -> Int {
    // A place with escapes comes first: what stands in it as it is would leave half an escape.
    var kept = 0
    for escape in EscapedByte.Escape.allCases { kept = max(kept, mask(buffer, written: escape, with: byte)) }
    return max(kept, maskPlain(buffer, with: byte))
  }

  /// Overwrites places without escapes.
  ///
  /// The search is Horspool's: the byte at the end of the place looked at says how far the next place can be.
  private func maskPlain(_ buffer: UnsafeMutableRawBufferPointer, with byte: UInt8) -> Int {
    let length = memory.count
    guard length > 0, let base = buffer.baseAddress else { return 0 }
    var start = 0
    var rest = 0
    while start + length <= buffer.count {
      if isEqual(buffer, at: start, length) {
        memset(base + start, Int32(byte), length)
        start += length
        rest = start
      } else {
        start += skips[Int(buffer[start + length - 1])]
      }
    }
    for tail in stride(from: min(length - 1, buffer.count - rest), to: 0, by: -1)
    where isEqual(buffer, at: buffer.count - tail, tail) {
      return tail
    }
    return 0
  }

  private func isEqual(_ buffer: UnsafeMutableRawBufferPointer, at start: Int, _ count: Int) -> Bool {
    for place in 0..<count where Self.lower(buffer[start + place]) != Self.lower(memory[place]) { return false }
    return true
  }

  fileprivate static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

/// Places in which some bytes are written with escapes.
extension SecretBytes {
  /// Overwrites places with escapes of a kind in them.
  private func mask(
    _ buffer: UnsafeMutableRawBufferPointer, written escape: EscapedByte.Escape, with byte: UInt8
  ) -> Int {
    var end = 0
    var kept = 0
    while let place = Self.first(escape.rawValue, in: buffer, from: end) {
      let escaped = EscapedByte(buffer, at: place, escape)
      // Before the escape all bytes stand as they are, and as many of the secret may be among them as it has but one.
      let starts = max(end, place - memory.count + 1)...place
      end = place + (escaped?.length ?? 1)
      if let escaped, !mayContain(escaped.value) { continue }
      for start in starts {
        switch match(buffer, from: start, escape) {
        case .none: continue
        case .partial: kept = max(kept, buffer.count - start)
        case .whole(let last):
          for place in start..<last { buffer[place] = byte }
          end = last
        }
        break
      }
    }
    return kept
  }

  /// The first place of a byte from a position on.
  private static func first(_ byte: UInt8, in buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int? {
    guard let base = buffer.baseAddress, start < buffer.count,
      let found = memchr(base + start, Int32(byte), buffer.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether a byte is one of the secret; none that can't be told is.
  private func mayContain(_ byte: UInt8?) -> Bool {
    guard let byte, let last = memory.last else { return false }
    return skips[Int(byte)] < memory.count || Self.lower(byte) == Self.lower(last)
  }

  private enum Match {
    case none
    /// All bytes up to the end of the buffer, of which more may follow.
    case partial
    /// All bytes up to a position.
    case whole(Int)
  }

  private func match(
    _ buffer: UnsafeMutableRawBufferPointer, from start: Int, _ escape: EscapedByte.Escape
  ) -> Match {
    var position = start
    for place in 0..<memory.count {
      guard let byte = EscapedByte(buffer, at: position, escape) else { return .partial }
      guard byte.value.map(Self.lower) == Self.lower(memory[place]) else { return .none }
      position += byte.length
    }
    return .whole(position)
  }
}
