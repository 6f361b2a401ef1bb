/// What a production line says in few words: which members are there, and everything that has few possible values.
///
/// A list repeats the same few facts again and again. So what a rule says of facts alone is found once for all
/// production lines of a batch that share them, see `GroupedLines`.
struct LineFacts: Sendable {
  /// Members that are there and not null.
  let present: FieldSet
  /// Members of the wrong JSON type or out of range.
  let malformed: FieldSet
  /// Members that stand twice.
  let doubtful: FieldSet
  /// Stamps that are strings of another form.
  let unreadableStamps: FieldSet
  /// Members of which the reader has seen that they have their usual form; others may have it too.
  private let usual: FieldSet
  private let traits: Traits

  /// What is true or false of a production line, and its step and phase.
  private struct Traits: OptionSet {
    var rawValue: UInt32

    static let isObject = Traits(rawValue: 1 << 0)
    static let isAlphabetKnown = Traits(rawValue: 1 << 1)
    static let isPartial = Traits(rawValue: 1 << 2)
    static let hasNoneAvailable = Traits(rawValue: 1 << 3)
    static let hasZeroChecksum = Traits(rawValue: 1 << 4)
    static let hasEmptyChecksum = Traits(rawValue: 1 << 5)

    private static let phaseShift: UInt32 = 8
    private static let statusShift: UInt32 = 16
    private static let noStatus: UInt32 = 0xFF

    @inline(__always)
    init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    @inline(__always)
    init(_ phase: Phase, _ status: Status?) {
      let status = status.map { UInt32($0.rawValue) } ?? Traits.noStatus
      rawValue = UInt32(phase.rawValue) << Traits.phaseShift | status << Traits.statusShift
    }

    @inline(__always)
    mutating func set(_ trait: Traits, _ holds: Bool) {
      rawValue |= holds ? trait.rawValue : 0
    }

    var phase: Phase { Phase(rawValue: UInt8(truncatingIfNeeded: rawValue >> Traits.phaseShift)) ?? .undecided }
    var status: Status? { Status(rawValue: UInt8(truncatingIfNeeded: rawValue >> Traits.statusShift)) }
  }

  /// The facts of a production line.
  @inline(__always)
  init(_ line: borrowing ProductionLine) {
    present = line.present
    malformed = line.malformed
    doubtful = line.doubtful
    unreadableStamps = line.unreadableStamps
    usual = line.usual
    var traits = Traits(line.phase, line.status)
    traits.set(.isObject, line.isObject)
    traits.set(.isAlphabetKnown, line.alphabet != nil)
    traits.set(.isPartial, line.partial)
    traits.set(.hasNoneAvailable, line.available.isZero)
    traits.set(.hasZeroChecksum, line.checksum.isZero)
    traits.set(.hasEmptyChecksum, line.checksum.text.isEmpty)
    self.traits = traits
  }

  /// False for an element of the list that is no object at all.
  var isObject: Bool { traits.contains(.isObject) }
  /// Whether the numbers speak of the time before or after the job.
  var phase: Phase { traits.phase }
  /// The status; nil if it can't be used or is not known.
  var status: Status? { has(.status) ? traits.status : nil }
  /// Whether the alphabet is in the catalogue.
  var isAlphabetKnown: Bool { traits.contains(.isAlphabetKnown) }
  /// `partial`, meaningful only if the production line has it.
  var isPartial: Bool { traits.contains(.isPartial) }
  /// Whether `available` is 0, meaningful only if the production line has it.
  var hasNoneAvailable: Bool { traits.contains(.hasNoneAvailable) }
  /// Whether the checksum has nothing but `0`, meaningful only if the production line has one.
  var hasZeroChecksum: Bool { traits.contains(.hasZeroChecksum) }
  /// Whether the checksum is an empty text, meaningful only if the production line has one.
  var hasEmptyChecksum: Bool { traits.contains(.hasEmptyChecksum) }

  /// Members of the wrong type, out of range, or in doubt.
  var unsure: FieldSet { malformed.union(doubtful) }
  /// The members that can be used.
  var usable: FieldSet { present.subtracting(unsure) }
  /// The stamps that can be used and read.
  var readableStamps: FieldSet {
    usable.intersection(Lifecycle.allStamps).subtracting(unreadableStamps)
  }

  /// Whether a member can be used.
  func has(_ field: Field) -> Bool { usable.has(field) }

  /// Whether all members of a set can be used and have their usual form, as the reader has seen; others may have it
  /// too.
  func areUsual(_ fields: FieldSet) -> Bool { usable.intersection(usual).isSuperset(of: fields) }

  /// Whether all members of a set can be used.
  func hasAll(_ fields: FieldSet) -> Bool { usable.isSuperset(of: fields) }
}

extension LineFacts: Equatable {
  /// Whether all is the same, without a branch for each part.
  @inline(__always)
  static func == (one: LineFacts, other: LineFacts) -> Bool {
    var differences = one.present.rawValue ^ other.present.rawValue
    differences |= one.malformed.rawValue ^ other.malformed.rawValue
    differences |= one.doubtful.rawValue ^ other.doubtful.rawValue
    differences |= one.unreadableStamps.rawValue ^ other.unreadableStamps.rawValue
    differences |= one.usual.rawValue ^ other.usual.rawValue
    differences |= UInt64(one.traits.rawValue ^ other.traits.rawValue)
    return differences == 0
  }

  /// A number that equal facts share, and others nearly always don't.
  @inline(__always)
  var mixed: UInt64 {
    let word = present.rawValue ^ usual.rawValue &<< 16 ^ UInt64(traits.rawValue) &<< 40
    return word &* 0x9E37_79B9_7F4A_7C15
  }
}

/// What rules demand of facts: each is nil if it is met, else the verdict. `??` puts several in a row.
extension LineFacts {
  /// Why a rule that needs these members can't be tested: something is wrong with one, or it is absent.
  func obstacle(_ needed: FieldSet) -> Obstacle {
    unsure.isDisjoint(with: needed) ? .absent : .unusable
  }

  /// Demands that all of these members can be used.
  func needs(_ fields: FieldSet) -> Verdict? {
    hasAll(fields) ? nil : .notTestable(obstacle(fields))
  }

  /// Demands that a member can be used.
  func needs(_ field: Field) -> Verdict? {
    needs(FieldSet(field))
  }

  /// Demands that the job has ended.
  func needsEnd() -> Verdict? {
    switch phase {
    case .after: nil
    case .before: .notTestable(.notEnded)
    case .undecided: .notTestable(.phaseUndecided)
    }
  }

  /// Demands that it can be told whether the job has ended.
  func needsPhase() -> Verdict? {
    phase == .undecided ? .notTestable(.phaseUndecided) : nil
  }

  /// Demands that the alphabet is known.
  func needsAlphabet() -> Verdict? {
    isAlphabetKnown ? nil : .notTestable(.alphabetUnknown)
  }
}

extension ProductionLine {
  /// What the production line says in few words.
  var facts: LineFacts { LineFacts(self) }

  /// The stamps that can be used and read.
  @inline(__always)
  var readableStamps: FieldSet {
    usable.intersection(Lifecycle.allStamps).subtracting(unreadableStamps)
  }
}
