/// What an exception was when somebody signed it off, or a report told of it: what its id doesn't say.
///
/// An id is that of a category, a payment and a production line, so that it stays the same while flags come and go.
struct ToldException: Sendable {
  /// Its flags.
  var flags = FlagSet()
  /// How much it mattered; nil if that isn't said.
  var severity: Severity?
}

extension Reconciliation {
  /// Whether an exception is now no more than it was: no flag came to it, and it matters no more.
  ///
  /// What states no severity has that which its category and flags have here.
  func isCovered(_ place: DiscrepancyPlace, by told: ToldException) -> Bool {
    told.flags.isSuperset(of: flags(of: place))
      && place.severity <= told.severity ?? severity(place.category, told.flags)
  }

  /// The flags of an exception.
  private func flags(of place: DiscrepancyPlace) -> FlagSet {
    switch place.subject {
    case .job(let number): jobs[number].flags
    case .payment(let number): groups.payments[number].flags
    case .movement: FlagSet()
    }
  }

  /// What an exception is beyond what was signed off; nil if no acceptance names it, or one covers it.
  func outgrowth(of place: DiscrepancyPlace) -> Prose? {
    guard let row = place.outgrown.flatMap({ acceptances?.rows[$0] }) else { return nil }
    guard row.statesFaults else {
      return """
        An acceptance names it without flags and severity, and covers the category \(name: place.category.rawValue) alone.
        """
    }
    func listed(_ codes: [String]) -> Prose { Prose.joined(codes.map { "\(name: $0)" }) }
    let more = flags(of: place).subtracting(row.told.flags).codes
    let signed = row.told.severity ?? .off
    let also: Prose = more.isEmpty ? "" : ", now also \(listed(more))"
    let graver: Prose =
      place.severity <= signed
      ? "" : "; then of severity \(words: signed.rawValue), now \(words: place.severity.rawValue)"
    return "Accepted for \(listed([place.category.rawValue] + row.told.flags.codes))\(also)\(graver)."
  }
}
