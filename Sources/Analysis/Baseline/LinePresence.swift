/// Where the production lines of earlier findings are now: judged, listed outside the window, or nowhere.
///
/// They are told by hashes of their ids, and the parts of a production line by hashes of ids and moments of request.
/// Where the request itself was wrong, or is not known, any part will do.
struct LinePresence {
  /// Where a production line is now.
  enum Place: Int, Comparable {
    case nowhere, outside, judged

    static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
  }

  /// The best place of the parts that have a hash. Only what was asked for is in it.
  private var places: [UInt64: Place] = [:]
  /// The best place of those that may be any part, since their request is not known.
  private var unknownParts: [UInt64: Place] = [:]

  /// Looks for production lines of an earlier report among those that an audit has read.
  ///
  /// - Parameters:
  ///   - failure: the error for what was kept aside and can't be read back.
  ///   - next: the production lines, one after another, nil at the end.
  init<Failure: Error>(
    of audit: Audit, failingWith failure: (SourceFailure) -> Failure, _ next: () throws(Failure) -> PreviousLine?
  ) throws(Failure) {
    while let line = try next() {
      guard let id = SubjectKey.of(line.id) else { continue }
      places[id] = .nowhere
      if let part = SubjectKey.part(of: line, id) { places[part] = .nowhere }
    }
    guard !places.isEmpty else { return }
    do throws(SourceFailure) {
      try audit.index.visit { (place, entry) throws(SourceFailure) in note(entry, audit.place(of: place)) }
    } catch { throw failure(error) }
  }

  /// Where a production line is; nil if its id can't tell.
  func place(of line: PreviousLine) -> Place? {
    guard let id = SubjectKey.of(line.id), let place = places[id] else { return nil }
    guard let part = SubjectKey.part(of: line, id).flatMap({ places[$0] }) else { return place }
    return max(part, unknownParts[id] ?? .nowhere)
  }

  private mutating func note(_ entry: LineEntry, _ place: Place) {
    guard entry.has(.id) else { return }
    let id = entry.hash(of: .id, seed: RuleContext.seed)
    guard let known = places[id] else { return }
    places[id] = max(known, place)
    guard entry.hasRequested else {
      unknownParts[id] = max(unknownParts[id] ?? .nowhere, place)
      return
    }
    let part = SubjectKey.part(of: id, requested: entry.requested)
    if let known = places[part] { places[part] = max(known, place) }
  }
}

extension Audit {
  /// Where the production line at a place of the index is.
  fileprivate func place(of place: Int) -> LinePresence.Place {
    standings[place] == .leftOut ? .outside : .judged
  }
}
