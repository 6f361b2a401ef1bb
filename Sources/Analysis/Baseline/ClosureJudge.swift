/// Says why findings of a previous report were not made again.
struct ClosureJudge {
  private let audit: Audit
  private let settings: AuditSettings
  private let presence: LinePresence
  /// The token files that were read to their end, each behind what its production line is compared by.
  private let tokenFiles: Set<[UInt8]>
  private let orders: Set<String>

  init(_ audit: Audit, _ settings: AuditSettings, _ presence: LinePresence) {
    self.audit = audit
    self.settings = settings
    self.presence = presence
    tokenFiles = Set(audit.tokens?.records.map { ClosureJudge.key($0.lineID, file: $0.name) } ?? [])
    orders = Set(audit.orders?.deliveries.map(\.order) ?? [])
  }

  /// Why a finding was not made again; nil if the rule is off or was tested nowhere.
  func closure(of finding: PreviousFinding) -> FindingClosure? {
    guard let rule = Rulebook.entry(finding.rule), settings.severity(of: rule) != .off else { return nil }
    let index = Rulebook.index(of: rule)
    let isTested = audit.tallies[index].tested > 0
    if !finding.order.isEmpty { return isTested ? closure(ofOrder: finding, index) : nil }
    let scope = Rulebook.scope(of: rule)
    let isOfFile = ClosureJudge.fileRules.contains(rule.code)
    let isRetested = audit.retests.contain(index, of: finding, inAnyPart: isOfFile)
    switch presence.place(of: finding.line) {
    // A file of a production line that no list has is gone, or its production line is there.
    case .nowhere where rule.code == TokenFilePresent.about.code && finding.requested.isEmpty && audit.tokens != nil:
      return .resolved
    case .nowhere where isRetested != true && (isTested || scope != .others): return .notListed
    case .outside where scope != .all: return .outOfWindow
    default: break
    }
    guard isTested else { return nil }
    if isOfFile, !tokenFiles.contains(ClosureJudge.key(finding.subject, file: finding.source)) { return .notTested }
    // What has no name can't be looked for.
    return isRetested ?? true ? .resolved : .notTested
  }

  private func closure(ofOrder finding: PreviousFinding, _ rule: Int) -> FindingClosure {
    if audit.retests.contain(rule, of: finding) == true { return .resolved }
    return orders.contains(finding.order) ? .notTested : .notListed
  }

  /// The rules of one token file.
  private static let fileRules = Set(Rulebook.tokenRules.map { $0.about.code }).subtracting([
    TokenFilePresent.about.code
  ])

  /// A token file by its last name, since folders differ.
  private static func key(_ line: String, file: String) -> [UInt8] {
    let name = file.utf8.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
    return line.utf8.comparedAsID + [0] + name
  }
}
