/// SHA-256 (FIPS 180-4), for fingerprints of findings and digests of inputs. The toolchain has none on Linux.
public struct SHA256 {
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
  private static let block = 64

  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  private var pending: [UInt8] = []
  private var count: UInt64 = 0
  private var schedule = [UInt32](repeating: 0, count: 64)

  /// The digest of nothing so far.
  public init() {}

  /// Adds bytes.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    count += UInt64(bytes.count)
    pending.append(contentsOf: bytes)
    compressWhole()
  }

  /// The 32 bytes of the digest.
  consuming func finalize() -> [UInt8] {
    pad()
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for word in state.indices { digest.append(bigEndian: state[word]) }
    return digest
  }

  /// The first eight bytes of the digest, as a number with the most significant byte first.
  consuming func firstWord() -> UInt64 {
    pad()
    return UInt64(state[0]) << 32 | UInt64(state[1])
  }

  private mutating func pad() {
    pending.append(0x80)
    let zeros = (2 * SHA256.block - 8 - pending.count) % SHA256.block
    pending.append(contentsOf: repeatElement(0, count: zeros))
    let bits = count * 8
    pending.append(bigEndian: UInt32(truncatingIfNeeded: bits >> 32))
    pending.append(bigEndian: UInt32(truncatingIfNeeded: bits))
    compressWhole()
  }

  private mutating func compressWhole() {
    let whole = pending.count / SHA256.block * SHA256.block
    guard whole > 0 else { return }
    // Taken out and put back, so that nothing is copied.
    var bytes: [UInt8] = []
    swap(&bytes, &pending)
    for start in stride(from: 0, to: whole, by: SHA256.block) {
      SHA256.compress(bytes.span, at: start, &schedule, &state)
    }
    bytes.removeFirst(whole)
    swap(&bytes, &pending)
  }

  /// The digest in lower-case hexadecimal digits.
  public consuming func hexDigest() -> String {
    finalize().map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  /// - Parameter words: room for the message schedule.
  private static func compress(
    _ bytes: Span<UInt8>, at start: Int, _ words: inout [UInt32], _ state: inout SIMD8<UInt32>
  ) {
    var schedule = words.mutableSpan
    for index in 0..<16 {
      let at = start + index * 4
      schedule[index] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
    }
    for index in 16..<64 {
      let early = schedule[index - 15]
      let late = schedule[index - 2]
      let first = early.rotated(7) ^ early.rotated(18) ^ early >> 3
      let second = late.rotated(17) ^ late.rotated(19) ^ late >> 10
      schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let sum = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
      let choice = e & f ^ ~e & g
      let first = h &+ sum &+ choice &+ SHA256.constants[index] &+ schedule[index]
      let second = (a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)) &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian word: UInt32) {
    for shift in stride(from: 24 as UInt32, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: word >> shift)) }
  }
}

extension UInt32 {
  /// The bits rotated to the right.
  @inline(__always)
  fileprivate func rotated(_ count: UInt32) -> UInt32 {
    self &>> count | self &<< (32 &- count)
  }
}
