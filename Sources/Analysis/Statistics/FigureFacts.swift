/// What of a production line goes into figures, as its facts tell: the same for all that share them.
struct FigureFacts {
  /// The place of the status among `Status.allCases`, after all of them for one that is not known.
  let status: Int
  /// Whether the production line is not finished: its status is requested, started or ended.
  let isUnfinished: Bool
  /// Whether the job has ended.
  let hasEnded: Bool
  /// Whether status and stamps don't tell whether the job has ended.
  let isUndecided: Bool
  /// Whether alphabet and digits name a group.
  let hasGroup: Bool
  /// Whether there are tokens, `s`.
  let hasTokens: Bool
  /// Whether there are characters, `d · s`.
  let hasCharacters: Bool
  /// Whether the bytes of the data file are there.
  let hasBytes: Bool
  /// Whether the rate is there.
  let hasRate: Bool
  /// Whether the request can be used and read.
  let hasRequest: Bool
  /// Whether the start can be used and read.
  let hasStart: Bool
  /// Whether the end can be used and read.
  let hasEnd: Bool
  /// Whether the stamp of the step after the end can be used and read.
  let hasFinish: Bool

  private static let group = FieldSet([.alphabet, .digits])
  private static let sizeAndDigits = FieldSet([.size, .digits])

  init(_ facts: LineFacts) {
    status = facts.status.map { Int($0.rawValue) } ?? Status.allCases.count
    isUnfinished = facts.status.map { $0 < .finished } ?? false
    hasEnded = facts.phase == .after
    isUndecided = facts.phase == .undecided
    hasGroup = facts.hasAll(FigureFacts.group)
    hasTokens = facts.has(.size)
    hasCharacters = facts.hasAll(FigureFacts.sizeAndDigits)
    hasBytes = facts.has(.dataSize)
    hasRate = facts.has(.rate)
    let stamps = facts.readableStamps
    hasRequest = stamps.has(.requested)
    hasStart = stamps.has(.started)
    hasEnd = stamps.has(.ended)
    hasFinish = stamps.has(.finished)
  }
}

extension ProductionLine {
  /// The latest of some stamps that can be used and read; nil for none.
  @inline(__always)
  func latest(of stamps: FieldSet) -> Timestamp? {
    if stamps.isEmpty { return nil }
    var latest = Int.min
    if stamps.has(.requested) { latest = max(latest, self.stamps[.requested]) }
    if stamps.has(.started) { latest = max(latest, self.stamps[.started]) }
    if stamps.has(.ended) { latest = max(latest, self.stamps[.ended]) }
    if stamps.has(.finished) { latest = max(latest, self.stamps[.finished]) }
    if stamps.has(.analyzed) { latest = max(latest, self.stamps[.analyzed]) }
    if stamps.has(.deleted) { latest = max(latest, self.stamps[.deleted]) }
    return Timestamp(milliseconds: latest)
  }

  /// A stamp that can be used and read.
  @inline(__always)
  func moment(_ stamp: Field) -> Timestamp {
    Timestamp(milliseconds: stamps[stamp])
  }
}
