/// How status and stamps fit together: requested → started → ended → finished → analyzed → deleted.
enum Lifecycle {
  /// A contradiction between the status and a stamp.
  enum Fault: Equatable {
    /// A stamp that the status demands is absent.
    case missing(Field)
    /// A stamp of a later step is there.
    case tooLate(Field)
  }

  /// The first contradiction between a status and the members that are there, nil without one.
  ///
  /// For `deleted` only the stamps `requested` and `deleted` are demanded: a production line can be deleted at any
  /// step.
  @inline(__always)
  static func fault(_ status: Status, _ present: FieldSet) -> Fault? {
    let stamps = present.intersection(allStamps)
    // Nearly always the stamps are exactly those of the steps so far.
    if stamps == FieldSet(from: .requested, through: status.stamp) { return nil }
    return searchFault(status, stamps)
  }

  @inline(never)
  private static func searchFault(_ status: Status, _ stamps: FieldSet) -> Fault? {
    for step in Status.allCases where step <= status && !stamps.has(step.stamp) {
      let isDemanded =
        switch (status, step) {
        case (_, _) where step == status: true
        case (.deleted, _): step == .requested
        default: step <= .finished
        }
      if isDemanded { return .missing(step.stamp) }
    }
    for step in Status.allCases where step > status && stamps.has(step.stamp) {
      return .tooLate(step.stamp)
    }
    return nil
  }

  /// The stamps of all steps.
  @inline(__always)
  static var allStamps: FieldSet { FieldSet(from: .requested, through: .deleted) }

  /// Whether the numbers of a production line speak of the time before or after its job.
  @inline(__always)
  static func phase(_ line: ProductionLine) -> Phase {
    let unsure = line.malformed.union(line.doubtful)
    if unsure.has(.timestamps) || unsure.has(.ended) || !line.present.has(.timestamps) { return .undecided }
    if line.has(.status), let status = line.status, fault(status, line.present) != nil { return .undecided }
    return line.present.has(.ended) ? .after : .before
  }
}
