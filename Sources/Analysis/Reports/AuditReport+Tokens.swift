/// What the report says of the tokens themselves.
extension AuditReport {
  var evidence: Prose {
    var kinds: [Prose] = ["list"]
    if audit.tokens != nil { kinds.append("token files") }
    if audit.orders != nil { kinds.append("orders") }
    if reconciled != nil { kinds.append("payments") }
    return kinds.count == 1 ? "Evidence: list only." : "Evidence: \(Prose.joined(kinds, by: " + "))."
  }

  var tokensExamined: Prose {
    guard let tokens = audit.tokens else { return "no: only the list of production lines was" }
    let missing = tokens.expected - tokens.productionLines
    let counts: Prose = "\(tokens.tokens, "token") of \(tokens.productionLines, "production line")"
    let rest: Prose = "\(missing, "production line") that ended were not"
    let unknown = audit.tallies[Rulebook.index(of: TokenUnique.about)].notTestable[.alphabetUnknown]
    let untold: Prose =
      unknown == 0
      ? "" : "; of \(unknown, "production line") the alphabet is not known, so their rows were only counted"
    if tokens.productionLines == 0 { return missing == 0 ? "no: no production line has ended" : "no: those of \(rest)" }
    let verdict: Prose = objections.isEmpty ? "" : "; \(Prose.joined(objections)) failed"
    if missing == 0, unknown == 0 { return "yes: \(counts)\(verdict)" }
    return "in part: \(counts)\(missing == 0 ? "" : "; those of \(rest)" as Prose)\(untold)\(verdict)"
  }

  private var objections: [Prose] {
    let codes = Rulebook.tokenRules.map { $0.about.code }
    return open.filter { codes.contains($0.rule.code) }.map { "\(name: $0.rule.code)" }
  }

  static func coverage(of tokens: TokenFigures) -> Prose {
    let text: Prose = """
      Token files read: \(tokens.files), with \(tokens.bytes, "byte") and \(tokens.tokens, "token"), for \
      \(tokens.productionLines) of \(tokens.expected, "production line") that should have one.
      """
    return tokens.otherFiles == 0
      ? text : text + " Other files in the folder, not read: \(tokens.otherFiles)."
  }
}
