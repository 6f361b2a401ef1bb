/// What a scheduled run tells of a reconciliation.
extension Reconciliation {
  /// How many discrepancies of at least this severity nobody has accepted.
  public func openCount(from threshold: Severity) -> Int {
    places.count { $0.acceptance == nil && $0.severity >= threshold }
  }

  /// How many of them the prior report doesn't have.
  public func newCount(from threshold: Severity) -> Int {
    places.count { isNew($0, from: threshold) }
  }

  /// The first of the gravest of these; nil without any.
  ///
  /// - Throws: `SourceFailure` if what is beyond the memory can't be read back.
  public func gravestNew(from threshold: Severity) throws(SourceFailure) -> Discrepancy? {
    let new = places.indices.filter { isNew(places[$0], from: threshold) }
    guard let worst = new.map({ places[$0].severity }).max(),
      let place = new.first(where: { places[$0].severity == worst })
    else { return nil }
    return try discrepancy(place)
  }

  /// How many exceptions of the prior report are right now; nil without one. What only has left the window or the
  /// inputs since is none of them.
  public var resolvedCount: Int? { closed?.count { $0.closure == .resolved } }

  private func isNew(_ place: DiscrepancyPlace, from threshold: Severity) -> Bool {
    place.acceptance == nil && place.severity >= threshold && place.isKnown != true
  }
}
