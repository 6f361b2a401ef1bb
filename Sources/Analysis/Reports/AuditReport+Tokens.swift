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
    let counts: Prose = "\(tokens.examinedTokens, "token") of \(tokens.productionLines, "production line")"
    let rest: Prose = "\(missing, "production line") that ended were not"
    var gaps: [Prose] = missing == 0 ? [] : ["those of \(rest)"]
    if tokens.productionLines == 0 {
      if gaps.isEmpty { gaps = ["no production line has ended"] }
      if tokens.unlistedFiles == 0 { return "no: \(gaps[0])" }
    }
    if tokens.unlistedFiles > 0 {
      gaps.append(
        """
        of \(tokens.unlistedFiles, "file") with \(tokens.unlistedTokens, "token") no list states the part, so only the \
        form was judged
        """)
    }
    let unknown = audit.tallies[Rulebook.index(of: TokenUnique.about)].notTestable[.alphabetUnknown]
    if unknown > 0 {
      gaps.append("of \(unknown, "production line") the alphabet is not known, so their rows were only counted")
    }
    if withoutEarlierFiles > 0 {
      gaps.append(
        """
        of \(withoutEarlierFiles, "production line") the files of earlier parts are not all there, so their checksum \
        was not recomputed
        """)
    }
    let verdict: Prose = objections.isEmpty ? "" : "; \(Prose.joined(objections)) failed"
    if gaps.isEmpty { return "yes: \(counts)\(verdict)" }
    return "in part: \(Prose.joined([counts] + gaps, by: "; "))\(verdict)"
  }

  /// Production lines of which the checksum can't be recomputed, since token files are missing.
  private var withoutEarlierFiles: Int {
    audit.tallies[Rulebook.index(of: TokenChecksum.about)].notTestable[.earlierFiles]
  }

  /// The rows of what the verdict doesn't cover that concern token files.
  var tokensNotCovered: [[Prose]] {
    guard audit.tokens != nil else {
      return [
        [
          "the tokens themselves", "the list only states what the files hold",
          "the token files with \(name: "--data FOLDER")",
        ]
      ]
    }
    var rows: [[Prose]] = []
    if withoutEarlierFiles > 0 {
      rows.append([
        "the checksum over all tokens",
        "the token files of earlier parts are not all there (\(withoutEarlierFiles, "production line"))",
        "these files, or a list that was saved after those parts with \(name: "--earlier LIST")",
      ])
    }
    if let count = audit.tokens?.unlistedFiles, count > 0 {
      rows.append([
        "\(count, "token file") but for the form", "no list that was read states the part",
        "the lists that were saved after those parts",
      ])
    }
    return rows
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
