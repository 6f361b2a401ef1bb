extension JSONFormat {
  /// What was read, and under which settings.
  static func coverage(_ audit: Audit, _ settings: AuditSettings) -> JSONValue {
    .object([
      ("sources", .list(audit.sources.map(source))),
      ("productionLines", .number(audit.productionLines)), ("read", .number(audit.linesRead)),
      ("superseded", audit.lineage.map { .number($0.superseded.count) }),
      ("repeated", audit.lineage.map { .number($0.repeatedCount) }),
      ("furtherParts", audit.lineage.map { .number($0.nextParts.count) }), ("window", window(audit, settings)),
      ("shortfalls", .list(audit.shortfalls(settings).map { .text($0.text.plain) })),
      ("unknownMembers", .number(audit.unknownNames.count)),
      ("unknownMemberNames", .list(audit.unknownNames.names.map { .text($0) })),
      ("unknownAlphabets", .number(audit.unknownAlphabets.total)),
      (
        "unknownAlphabetNames",
        .list(
          audit.unknownAlphabets.counts.map {
            .object([("name", .text($0.name)), ("productionLines", .number($0.count))])
          })
      ),
      ("alphabets", audit.catalogue.map(catalogue)), ("tokenFiles", audit.tokens.map(tokenFiles)),
      ("asOf", (settings.asOf ?? audit.latest).map { .text($0.description) }),
      ("asOfIsGiven", .flag(settings.asOf != nil)),
      ("options", .list(settings.changes.map { .text($0) })),
    ])
  }

  private static func window(_ audit: Audit, _ settings: AuditSettings) -> JSONValue? {
    settings.window.map { window in
      let counts = audit.windowCounts
      return .object([
        ("from", window.from.map { .text($0.description) }), ("to", window.to.map { .text($0.description) }),
        ("inside", .number(counts.inside)), ("deleted", .number(counts.deleted)), ("outside", .number(counts.outside)),
        ("carriedOver", .number(counts.carriedOver)), ("unreadable", .number(counts.unreadable)),
      ])
    }
  }

  private static func catalogue(_ catalogue: CatalogueReport) -> JSONValue {
    .object([
      ("name", .text(catalogue.name)), ("bytes", .number(catalogue.bytes)),
      ("sha256", catalogue.digest?.hex.map { .text($0) }), ("entries", .number(catalogue.entries)),
      ("used", .number(catalogue.used)), ("replaced", .list(catalogue.replaced.map { .text($0) })),
    ])
  }

  private static func tokenFiles(_ tokens: TokenFigures) -> JSONValue {
    .object([
      ("files", .number(tokens.files)), ("bytes", .number(tokens.bytes)), ("tokens", .number(tokens.tokens)),
      ("productionLines", .number(tokens.productionLines)), ("examinedTokens", .number(tokens.examinedTokens)),
      ("expected", .number(tokens.expected)), ("unlistedFiles", .number(tokens.unlistedFiles)),
      ("unlistedTokens", .number(tokens.unlistedTokens)), ("otherFiles", .number(tokens.otherFiles)),
      ("list", .list(tokens.records.map(tokenFile))),
    ])
  }

  private static func source(_ source: SourceReport) -> JSONValue {
    // Where the digest can't be told, the report for people says so in words.
    let digest = source.digest?.hex.map { JSONValue.text($0) }
    return .object([
      ("name", .text(source.name)), ("bytes", .number(source.bytes)), ("documents", .number(source.documents)),
      ("productionLines", .number(source.productionLines)), ("complete", .flag(source.isComplete)),
      ("byteOrderMark", .flag(source.hasByteOrderMark)), ("httpStatus", source.httpStatus.map { .number($0) }),
      ("sha256", digest),
      ("problems", .list(source.problems.map(problem))),
    ])
  }

  private static func problem(_ problem: SourceProblem) -> JSONValue {
    .object([
      ("kind", .text(problem.kind.code)), ("status", problem.kind.status.map { .number($0) }),
      ("message", .text(problem.message.plain)), ("remedy", .text(problem.remedy.plain)),
      ("offset", problem.location.map { .number($0.offset) }), ("row", problem.location.map { .number($0.row) }),
      ("column", problem.location.map { .number($0.column) }),
    ])
  }
}

extension SourceProblem.Kind {
  /// The name of the kind for programs; never reused.
  fileprivate var code: String {
    switch self {
    case .unreadable: "unreadable"
    case .malformed: "malformed"
    case .truncated: "truncated"
    case .empty: "empty"
    case .anotherKind: "another-kind"
    case .errorDocument: "error-document"
    case .partialList: "partial-list"
    case .notReached: "not-reached"
    }
  }

  /// The status of an error document.
  fileprivate var status: Int? {
    if case .errorDocument(let status) = self { status } else { nil }
  }
}
