/// The hash of a file is 64 lower-case hexadecimal digits.
enum FilehashShape: LineRule {
  static let about = RuleInfo(
    code: "filehash-shape",
    title: "A file hash is 64 lower-case hexadecimal digits",
    severity: .warning, impact: .bookkeeping, owner: .service,
    basis: .shape("the documented form of filehashes; how the seed enters the hash is not published"),
    why: """
      A hash has 256 bits, written as 64 of the characters 0-9 and a-f. There are hashes only if a seed was sent. \
      Whether a hash fits its file can't be told from a list.
      """,
    example: "The hash of data has 63 characters, so its first or last digit may have been lost.",
    meanwhile: "Use the tokens; don't verify the file by this hash.",
    ask: """
      Production line {line}, ended {ended}: {field} is {actual}, we expect {expected}. What is the hash of this file?
      """)

  static let examples = RuleExamples(
    good: [
      .complete.with(.dataHash, hash()), .partial.with(.dataHash, hash()).with(.snapshotHash, hash()),
      .complete.with(.dataHash, hash()).with(.snapshotHash, "5"),
    ],
    bad: [
      .complete.with(.dataHash, hash(last: "")), .complete.with(.dataHash, hash(last: "00")),
      .complete.with(.dataHash, hash(last: "F")), .complete.with(.dataHash, hash(last: "g")),
      .complete.with(.dataHash, hash(last: ":")), .complete.with(.dataHash, hash(last: "`")),
      .complete.with(.dataHash, hash(last: "/")), .complete.with(.dataHash, #""""#),
      .complete.with(.dataHash, hash()).with(.deltaHash, #""none""#),
    ],
    notTestable: [
      .complete, .requested, .complete.with(.filehashes, "{}"), .complete.with(.filehashes, #""none""#),
      .complete.with(.dataHash, "5"),
    ])

  private static func hash(last: String = "0") -> String {
    "\"\(String(repeating: "0123456789abcdef", count: 4).dropLast())\(last)\""
  }

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    let hashes = facts.usable.intersection(.allFileHashes)
    guard facts.has(.filehashes), !hashes.isEmpty else {
      return .notTestable(facts.obstacle(.filehashes.union(.allFileHashes)))
    }
    return facts.areUsual(hashes) ? .passed : nil
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    firstBad(line, context) == nil ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let field = firstBad(line, context) else { return Evidence(nil, message: "") }
    let text = context.string(line.fileHashes[field])
    let characters = text.unicodeScalars
    let wrong = characters.first { !("0"..."9").contains($0) && !("a"..."f").contains($0) }
    let reason: Prose =
      if let wrong { "has the character \(data: String(wrong))" } else { "has \(characters.count, "character")" }
    return Evidence(
      field, expected: "64 lower-case hexadecimal digits", actual: text,
      message: "The hash of \(name: field.name) \(reason); it should be 64 of 0-9 and a-f.")
  }

  /// The first hash that is there with another form.
  @inline(__always)
  private static func firstBad(_ line: ProductionLine, _ context: RuleContext) -> Field? {
    for field in [Field.dataHash, .snapshotHash, .scoreHash, .analysisHash, .deltaHash] where line.has(field) {
      guard context.texts.withBytes(of: line.fileHashes[field], FileHash.isWellFormed) else { return field }
    }
    return nil
  }
}
