/// What an audit says of a catalogue of alphabets.
extension Audit {
  /// Adds the verdicts on the entries of an alphabets answer.
  public mutating func add(
    _ answer: AlphabetReader.Answer, settings: AuditSettings, baseline: inout Baseline,
    observer: inout some AuditObserver
  ) {
    keepFindings(settings)
    catalogue = CatalogueReport(answer)
    let index = Rulebook.index(of: AlphabetConsistent.about)
    guard settings.severity(of: AlphabetConsistent.about) != .off else { return }
    merge(answer.tally, ruleAt: index)
    for id in answer.alphabets.map(\.id) + answer.findings.map(\.subject) {
      baseline.watched.note(AlphabetConsistent.about, on: id, in: &retests)
    }
    for finding in answer.findings { add(finding, ruleAt: index, baseline: &baseline, observer: &observer) }
  }
}
