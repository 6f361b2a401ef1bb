/// What is remembered of a production line until all have been read: 112 bytes with the keys that are compared across
/// production lines and what their findings need.
///
/// UUIDs stand as their 32 digits in 16 bytes, a PaymentIntent as the 24 bytes after `pi_`, a checksum of up to 120
/// bits as its bits; an id of another form stands in the index's `SideTexts`. A longer checksum is told by a hash of
/// 128 bits.
struct LineEntry: BitwiseCopyable, Equatable, Sendable {
  /// A key of up to 24 bytes; a shorter one leaves the last words 0.
  struct Key: BitwiseCopyable, Equatable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0

    /// A hash that tells most different keys apart.
    @inline(__always)
    func hash(seed: UInt64) -> UInt64 {
      var mixer = Mixer(seed: seed)
      mixer.add(first, second)
      // Of a key of two words the compiler knows that there is no third.
      if third != 0 { mixer.add(third) }
      return mixer.value
    }
  }

  /// What is compared across production lines.
  enum Kind: UInt64, CaseIterable, Sendable {
    case id, payment, transaction, checksum
  }

  private var idFirst: UInt64 = 0
  private var idSecond: UInt64 = 0
  private var paymentFirst: UInt64 = 0
  private var paymentSecond: UInt64 = 0
  private var paymentThird: UInt64 = 0
  private var transactionFirst: UInt64 = 0
  private var transactionSecond: UInt64 = 0
  private var checksumFirst: UInt64 = 0
  private var checksumSecond: UInt64 = 0
  /// `requested` in milliseconds since 1970.
  var requested = 0
  /// The byte offset of the production line in its source.
  var offset = 0
  /// A hash of the values of all known members.
  var content: UInt64 = 0
  /// A hash of alphabet and characters per token.
  var design: UInt64 = 0
  private var flags: UInt64 = 0

  /// An entry of which only these facts are known.
  init(facts: UInt64) {
    flags = facts
  }

  /// What rules ask of many entries at once: the obstacles of each key, and whether `requested` is known.
  @inline(__always)
  var facts: UInt64 { flags & (1 << 24 - 1 | 1 << 29) }

  /// Bytes of an entry.
  static let size = MemoryLayout<LineEntry>.stride

  /// The key of a kind, meaningful if there is no obstacle.
  subscript(kind: Kind) -> Key {
    @inline(__always)
    get {
      switch kind {
      case .id: Key(first: idFirst, second: idSecond)
      case .payment: Key(first: paymentFirst, second: paymentSecond, third: paymentThird)
      case .transaction: Key(first: transactionFirst, second: transactionSecond)
      case .checksum: Key(first: checksumFirst, second: checksumSecond)
      }
    }
    @inline(__always)
    set {
      switch kind {
      case .id: (idFirst, idSecond) = (newValue.first, newValue.second)
      case .payment: (paymentFirst, paymentSecond, paymentThird) = (newValue.first, newValue.second, newValue.third)
      case .transaction: (transactionFirst, transactionSecond) = (newValue.first, newValue.second)
      case .checksum: (checksumFirst, checksumSecond) = (newValue.first, newValue.second)
      }
    }
  }
}

/// What is packed into the flags: six bits for the obstacle of each kind, then single facts.
extension LineEntry {
  /// Why a key can't be used, nil if it can.
  @inline(__always)
  func obstacle(_ kind: Kind) -> Obstacle? {
    let code = flags >> (6 * kind.rawValue) & 63
    return code == 0 ? nil : Obstacle(rawValue: UInt8(code - 1))
  }

  /// Whether a key can be used.
  @inline(__always)
  func has(_ kind: Kind) -> Bool { flags >> (6 * kind.rawValue) & 63 == 0 }

  @inline(__always)
  mutating func setObstacle(_ obstacle: Obstacle, of kind: Kind) {
    flags |= (UInt64(obstacle.rawValue) + 1) << (6 * kind.rawValue)
  }

  @inline(__always)
  private subscript(bit bit: UInt64) -> Bool {
    get { flags & 1 << bit != 0 }
    set { flags = newValue ? flags | 1 << bit : flags & ~(1 << bit) }
  }

  /// Whether the text of a kind stands in the side texts: `first` is its place there, `second` its length in the lowest
  /// eight bits and 56 bits of hash above them.
  @inline(__always)
  func isAside(_ kind: Kind) -> Bool { self[bit: 24 + kind.rawValue] }

  @inline(__always)
  mutating func setAside(_ kind: Kind) { self[bit: 24 + kind.rawValue] = true }

  /// Moves the places in the side texts, when those of an earlier part come before them.
  mutating func shiftSideTexts(by shift: Int) {
    for kind in Kind.allCases where isAside(kind) { self[kind].first += UInt64(shift) }
  }

  /// Whether both are entries of the same production line in the same source.
  func agrees(with other: LineEntry) -> Bool {
    guard offset == other.offset, content == other.content, design == other.design, flags == other.flags else {
      return false
    }
    return Kind.allCases.allSatisfy { kind in
      isAside(kind) ? self[kind].second == other[kind].second : self[kind] == other[kind]
    }
  }

  /// Bits of the hash of a key.
  static let hashBits: UInt64 = 56
  /// The bits that are looked at.
  static let hashMask: UInt64 = 1 << hashBits - 1

  /// The hash of a key: equal keys have equal hashes.
  @inline(__always)
  func hash(of kind: Kind, seed: UInt64) -> UInt64 {
    isAside(kind) ? self[kind].second >> 8 : self[kind].hash(seed: seed) & LineEntry.hashMask
  }

  /// Whether the letters of the id are upper case.
  var isUpperCase: Bool {
    get { self[bit: 28] }
    set { self[bit: 28] = newValue }
  }

  /// Whether `requested` is known.
  var hasRequested: Bool {
    get { self[bit: 29] }
    set { self[bit: 29] = newValue }
  }

  /// Whether alphabet and characters per token are known.
  var hasDesign: Bool {
    get { self[bit: 30] }
    set { self[bit: 30] = newValue }
  }

  /// Whether the job waits or runs, or has no files yet; nil if the status is not known.
  var isUnfinished: Bool? {
    get { self[bit: 32] ? self[bit: 31] : nil }
    set {
      self[bit: 32] = newValue != nil
      self[bit: 31] = newValue ?? false
    }
  }

  /// How far the job had come: of two states of a job, the one with the greater number is the later.
  var progress: Int {
    get { Int(flags >> 40 & 0xFFFF) }
    set { flags = flags & ~(0xFFFF << 40) | UInt64(newValue & 0xFFFF) << 40 }
  }

  /// The status, which stands in the upper bits of the progress; nil if it is not known.
  var status: Status? {
    progress >> 11 == 0 ? nil : Status(rawValue: UInt8(truncatingIfNeeded: progress >> 11 - 1))
  }

  /// Whether the job can be told from others: production line, payment and the moment of the request.
  var hasJob: Bool { has(.id) && has(.payment) && hasRequested }
}
