/// `quality.csv`: what the tokens look like, a row for each figure. Figures, no verdicts.
///
/// count: how often a character stands at a place in all production lines of an alphabet and characters per token.
/// chi-squared: of that place, or without one of all places of one production line. scores: of a complete production
/// line, how many of the numbers from 0 to T − 1 occur. serial-correlation: of its scores in the order of the rows.
public enum QualityTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "alphabet", "digits", "line_id", "figure", "position", "character", "n", "value", "degrees_of_freedom", "factor",
    "corrected",
  ])

  /// All rows. What can't be told is empty, as is `corrected` where all tokens were drawn.
  public static func rows(_ quality: TokenQuality) -> String {
    let groups = quality.groups.flatMap { group in
      (0..<group.digits).flatMap { place in
        rows(group.figures, at: place, [.text(group.alphabet), .number(group.digits), .empty])
      }
    }
    return (groups + quality.lines.flatMap(rows)).joined()
  }

  private static func rows(_ figures: LetterFigures, at place: Int, _ key: [CSVCell]) -> [String] {
    let position = CSVCell.number(place + 1)
    let n = CSVCell.number(figures.tokens)
    var rows = [
      CSVFormat.row(
        key + [.text("chi-squared"), position, .empty, n]
          + cells(figures.chiSquared(at: place), figures.degrees, figures.correction))
    ]
    guard figures.isEnough else { return rows }
    for (codePoint, count) in zip(figures.codePoints, figures.counts(at: place)) {
      let character = Unicode.Scalar(codePoint).map { CSVCell.text(String($0)) } ?? .empty
      rows.append(
        CSVFormat.row(
          key + [.text("count"), position, character, n, .number(count), .empty, .empty, .empty]))
    }
    return rows
  }

  private static func rows(_ line: TokenQuality.Line) -> [String] {
    let key: [CSVCell] = [.text(line.alphabet), .number(line.digits), .text(line.id)]
    func row(_ figure: String, _ cells: [CSVCell]) -> String {
      CSVFormat.row(key + [.text(figure), .empty, .empty, .number(line.tokens)] + cells)
    }
    var rows = [row("chi-squared", cells(line.chiSquared, line.degrees, line.correction))]
    if line.hasAllScores {
      rows.append(row("scores", [.number(line.tokens), .empty, .empty, .empty]))
      rows.append(row("serial-correlation", [decimal(line.serialCorrelation, 6), .empty, .empty, .empty]))
    }
    return rows
  }

  private static func cells(_ value: Double?, _ degrees: Int, _ factor: Double?) -> [CSVCell] {
    let corrected = value.flatMap { value in factor.map { value * $0 } }
    return [
      decimal(value, 3), .number(degrees), value == nil ? .empty : decimal(factor, 6), decimal(corrected, 3),
    ]
  }

  private static func decimal(_ value: Double?, _ places: Int) -> CSVCell {
    value.flatMap { DecimalText.fixed($0, places: places) }.map { .digits($0) } ?? .empty
  }
}
