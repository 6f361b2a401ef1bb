/// What the JSON report says of the tokens themselves.
extension JSONFormat {
  static func tokenFile(_ record: TokenFileRecord) -> JSONValue {
    .object([
      ("name", .text(record.name)), ("lineId", .text(record.lineID)), ("part", record.part.map { .number($0) }),
      ("bytes", .number(record.bytes)), ("tokens", .number(record.tokens)), ("sha256", record.digest.map { .text($0) }),
      ("agreesWithHash", record.agrees.map { .flag($0) }),
    ])
  }

  static func quality(_ quality: TokenQuality) -> JSONValue {
    .object([
      ("groups", .list(quality.groups.map { group($0.alphabet, $0.digits, $0.figures) })),
      ("completeLines", .list(quality.lines.filter(\.hasAllScores).map(line))),
    ])
  }

  private static func group(_ alphabet: String, _ digits: Int, _ figures: LetterFigures) -> JSONValue {
    .object([
      ("alphabet", .text(alphabet)), ("digits", .number(digits)), ("productionLines", .number(figures.productionLines)),
      ("n", .number(figures.tokens)), ("degreesOfFreedom", .number(figures.degrees)),
      ("factor", fixed(figures.correction, 6)),
      (
        "positions",
        .list(
          (0..<digits).map { place in
            let value = figures.chiSquared(at: place)
            let corrected = value.flatMap { value in figures.correction.map { value * $0 } }
            return .object([
              ("position", .number(place + 1)), ("chiSquared", fixed(value, 3)), ("corrected", fixed(corrected, 3)),
            ])
          })
      ),
    ])
  }

  private static func line(_ line: TokenQuality.Line) -> JSONValue {
    .object([
      ("lineId", .nonEmpty(line.id)), ("n", .number(line.tokens)), ("allScores", .flag(line.hasAllScores)),
      ("serialCorrelation", fixed(line.serialCorrelation, 6)),
    ])
  }

  private static func fixed(_ value: Double?, _ places: Int) -> JSONValue? {
    value.flatMap { DecimalText.fixed($0, places: places) }.map { .fixed($0) }
  }
}
