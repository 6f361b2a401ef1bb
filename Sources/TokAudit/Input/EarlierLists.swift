import Analysis

/// The earlier lists of `--earlier`: read for what they say of parts, not judged.
struct EarlierLists {
  private let items: [InputItem]

  init(_ parsed: ParsedCommand) throws(UsageError) {
    let paths = parsed.values(.earlier)
    items = paths.isEmpty ? [] : try Inputs(paths, command: parsed.command).items
  }

  /// Reads them all.
  ///
  /// - Returns: what they say, and a report of each one that is not complete.
  func read(by auditor: Auditor) -> (states: EarlierStates, problems: [SourceReport]) {
    let reader = auditor.withoutRules
    var collector = TokenJobCollector()
    var audit = Audit()
    var baseline = Baseline()
    for item in items {
      do throws(InputError) {
        reader.audit(
          StreamSource(try item.open()), name: item.name, into: &audit, baseline: &baseline, observer: &collector)
      } catch {
        audit.add(SourceReport(name: item.name, problems: [error.problem]))
      }
    }
    let problems = audit.sources.filter { !$0.isComplete }.map { SourceReport(name: $0.name, problems: $0.problems) }
    return (EarlierStates(collector), problems)
  }
}
