/// What of a production line goes into figures, as its facts tell: the same for all that share them.
struct FigureFacts: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt16

  /// The production line is not finished: its status is requested, started or ended.
  static let isUnfinished = FigureFacts(rawValue: 1 << 0)
  /// The job has ended.
  static let hasEnded = FigureFacts(rawValue: 1 << 1)
  /// Status and stamps don't tell whether the job has ended.
  static let isUndecided = FigureFacts(rawValue: 1 << 2)
  /// Alphabet and digits name a group.
  static let group = FigureFacts(rawValue: 1 << 3)
  /// There are tokens, `s`.
  static let tokens = FigureFacts(rawValue: 1 << 4)
  /// There are characters, `d · s`.
  static let characters = FigureFacts(rawValue: 1 << 5)
  /// The bytes of the data file are there.
  static let bytes = FigureFacts(rawValue: 1 << 6)
  /// The rate is there.
  static let rate = FigureFacts(rawValue: 1 << 7)
  /// The request can be used and read.
  static let requested = FigureFacts(rawValue: 1 << 8)
  /// The start can be used and read.
  static let started = FigureFacts(rawValue: 1 << 9)
  /// The end can be used and read.
  static let ended = FigureFacts(rawValue: 1 << 10)
  /// The stamp of the step after the end can be used and read.
  static let finished = FigureFacts(rawValue: 1 << 11)

  private static let groupKey = FieldSet([.alphabet, .digits])
  private static let sizeAndDigits = FieldSet([.size, .digits])

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  init(_ facts: LineFacts) {
    self.init(rawValue: 0)
    let stamps = facts.readableStamps
    insert(.isUnfinished, if: facts.status.map { $0 < .finished } ?? false)
    insert(.hasEnded, if: facts.phase == .after)
    insert(.isUndecided, if: facts.phase == .undecided)
    insert(.group, if: facts.hasAll(FigureFacts.groupKey))
    insert(.tokens, if: facts.has(.size))
    insert(.characters, if: facts.hasAll(FigureFacts.sizeAndDigits))
    insert(.bytes, if: facts.has(.dataSize))
    insert(.rate, if: facts.has(.rate))
    insert(.requested, if: stamps.has(.requested))
    insert(.started, if: stamps.has(.started))
    insert(.ended, if: stamps.has(.ended))
    insert(.finished, if: stamps.has(.finished))
  }

  private mutating func insert(_ fact: FigureFacts, if holds: Bool) {
    if holds { insert(fact) }
  }
}

extension ProductionLine {
  /// The latest of some stamps that can be used and read, in milliseconds since 1970; the least number for none.
  @inline(__always)
  func latest(of stamps: FieldSet) -> Int {
    var latest = Int.min
    if stamps.has(.requested) { latest = max(latest, self.stamps[.requested]) }
    if stamps.has(.started) { latest = max(latest, self.stamps[.started]) }
    if stamps.has(.ended) { latest = max(latest, self.stamps[.ended]) }
    if stamps.has(.finished) { latest = max(latest, self.stamps[.finished]) }
    if stamps.has(.analyzed) { latest = max(latest, self.stamps[.analyzed]) }
    if stamps.has(.deleted) { latest = max(latest, self.stamps[.deleted]) }
    return latest
  }

  /// A stamp that can be used and read.
  @inline(__always)
  func moment(_ stamp: Field) -> Timestamp {
    Timestamp(milliseconds: stamps[stamp])
  }
}
