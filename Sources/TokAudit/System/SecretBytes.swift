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

  /// Overwrites every place where they stand in a buffer with the byte, ASCII letters in either case.
  ///
  /// The search is Horspool's: the byte at the end of the place looked at says how far the next place can be.
  ///
  /// - Returns: how many bytes at its end may be the beginning of another place.
  func mask(_ buffer: UnsafeMutableRawBufferPointer, with byte: UInt8) -> Int {
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

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
