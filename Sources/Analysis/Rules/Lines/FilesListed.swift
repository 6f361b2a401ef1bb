/// The files that the status promises are listed, each with its hash if there are hashes.
enum FilesListed: FactRule {
  static let about = RuleInfo(
    code: "files-listed",
    title: "The files that the status promises are listed",
    severity: .warning, impact: .tokens, owner: .service,
    basis: .shape("the files of each step as documented; delta was not there in 2022, so it is never demanded"),
    why: """
      From ended on there is data. A snapshot is there exactly when the status is finished or analyzed and partial is \
      true. When the status is analyzed, score and analysis are there, and delta may be. Once a production line is deleted, nothing is demanded and nothing forbidden. If there are filehashes, \
      they have the same keys as filesizes.
      """,
    example: "A production line is finished and 6,776 tokens remain, but no snapshot is listed to continue it from.",
    meanwhile: "Try to download the file; without data, hold the batch; without a snapshot, don't order the next part.",
    ask: """
      Production line {line}, ended {ended}: by its status we expect {field} to be {expected}, and it is not. Which \
      files does it have?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .analyzed, .analyzed.with(.deltaSize, "100"), partlyAnalyzed, ended,
      ended.without(.partial), deleted.with(.filesizes, "{}"), deleted.with(.dataHash, hash),
      .complete.with(.dataSize, #""many""#), .complete.twice(.dataSize, "124415"), .complete.with(.dataHash, hash),
      .complete.with(path: "attributes.filesizes.extra", "5"), .complete.with(.scoreSize, "37769"),
    ],
    bad: [
      .complete.with(.filesizes, "{}"), .complete.with(.dataSize, "null"), .partial.without(.snapshotSize),
      .complete.with(.snapshotSize, "5"), ended.with(.snapshotSize, "51234"),
      .analyzed.without(.scoreSize), .analyzed.without(.analysisSize),
      partlyAnalyzed.without(.snapshotSize), .partial.with(.dataHash, hash), .complete.with(.filehashes, "{}"),
      .complete.with(.dataHash, hash).with(.snapshotHash, hash),
    ],
    notTestable: [
      .requested, .complete.without(.filesizes), .complete.with(.filesizes, "124415"), .partial.without(.partial),
      .complete.with(.status, #""archived""#), .complete.without(.status), .complete.without(.finished),
      .complete.with(.filehashes, "[]"),
    ])

  private static let hash = "\"\(String(repeating: "0123456789abcdef", count: 4))\""
  private static let ended = ExampleLine.partial.with(.status, #""ended""#).without(.finished).without(.snapshotSize)
  private static let deleted = ExampleLine.partial.with(.status, #""deleted""#)
    .with(.deleted, #""2024-03-20T00:00:00.000Z""#)
  private static let partlyAnalyzed = ExampleLine.partial.with(.status, #""analyzed""#).with(.scoreSize, "3889")
    .with(.analysisSize, "2048").with(.analyzed, #""2024-03-19T13:00:03.000Z""#)

  static func check(_ facts: LineFacts) -> Verdict {
    if let verdict = facts.needsEnd() { return verdict }
    guard let status = facts.status else { return .notTestable(.statusUnknown) }
    var needed: FieldSet = .filesizes
    if status == .finished || status == .analyzed { needed.insert(.partial) }
    if status != .deleted, facts.present.has(.filehashes) { needed.insert(.filehashes) }
    return facts.needs(needed) ?? (wrongFiles(facts, status).isEmpty ? .passed : .failed)
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let status = line.status, let field = wrongFiles(line.facts, status).fields.first else {
      return Evidence(nil, message: "")
    }
    let isMissing = !line.present.has(field)
    let reason: Prose =
      if FieldSet.allFileHashes.has(field) {
        "\(name: Field.filesizes.name) \(words: isMissing ? "has it" : "has no such file")"
      } else if field == .snapshotSize, status != .ended {
        "the status is \(name: status.name) and \(name: Field.partial.name) is \(name: String(line.partial))"
      } else {
        "the status is \(name: status.name)"
      }
    let list = FieldSet.allFileHashes.has(field) ? Field.filehashes : .filesizes
    return Evidence(
      field, expected: isMissing ? "present" : "absent", actual: isMissing ? "" : "present",
      message: """
        \(name: list.name) has \(words: isMissing ? "no " : "")\(name: field.name), but \(reason).
        """)
  }

  /// The sizes and hashes that are missing, and those that must not be there. One of the wrong type is there all the
  /// same.
  private static func wrongFiles(_ facts: LineFacts, _ status: Status) -> FieldSet {
    if status == .deleted { return [] }
    var demanded: FieldSet = .dataSize
    if status != .ended, facts.isPartial { demanded.insert(.snapshotSize) }
    if status == .analyzed { demanded.formUnion([.scoreSize, .analysisSize]) }
    let sizes = facts.present.intersection(.allFileSizes)
    // Of the snapshot alone it is known exactly when it is there.
    let wrong = demanded.subtracting(sizes).union(sizes.intersection(.snapshotSize).subtracting(demanded))
    guard facts.present.has(.filehashes) else { return wrong }
    return wrong.union(sizes.hashesOfSameFiles.symmetricDifference(facts.present.intersection(.allFileHashes)))
  }
}
