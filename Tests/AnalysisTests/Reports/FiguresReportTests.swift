import Testing

@testable import Analysis

struct FiguresReportTests {
  private func section(_ lines: [ExampleLine], settings: AuditSettings = AuditSettings()) -> String {
    let audit = audit(list(lines), settings: settings).audit
    let text = MarkdownFormat.text(of: AuditReport(audit, settings: settings).report)
    let start = text.firstRange(of: "## Figures\n")?.lowerBound ?? text.startIndex
    let end = text.firstRange(of: "## Not covered")?.lowerBound ?? text.endIndex
    return String(text[start..<end])
  }

  @Test func `a number of equal tokens that is beyond all others is not left out`() {
    let line = ExampleLine.complete.with(.digits, #""1""#).with(.size, "999999999999999999")
    for count in [2, 3] {
      let figures = JSONFormat.figures(audit(list([ExampleLine](repeating: line, count: count).numbered)).audit).json()
      #expect(
        figures.contains(count == 2 ? #""expectedEqualTokens": 166666666666666"# : #""expectedEqualTokens": 5e+35"#))
    }
  }

  @Test func `the figures of a small list`() {
    #expect(
      section([.complete, .partial, .complete.with(.rate, "9000"), .requested]) == """
        ## Figures

        ### Amounts

        Tokens, characters and bytes are those of production lines that have ended: 3. The longest bar stands for the most tokens.

        | alphabet | characters per token | production lines | tokens | characters | bytes | tokens compared |
        | --- | ---: | ---: | ---: | ---: | ---: | --- |
        | `DICE` | 5 | 2 | 15,552 | 77,760 | 248,830 | ██████████ |
        | `BASE62` | 10 | 1 | 1,000 | 10,000 | 10,999 | ▋ |
        | `LOWER_LATIN` | 4 | 1 | n/a | n/a | n/a |  |
        | all |  | 4 | 16,552 | 87,760 | 259,829 |  |

        ### By status

        Tokens are those that production lines of this status state: before ended, they are only ordered.

        | status | production lines | tokens | characters | bytes |
        | --- | ---: | ---: | ---: | ---: |
        | requested | 1 | 1,000 | 4,000 | n/a |
        | finished | 3 | 16,552 | 87,760 | 259,829 |

        Not finished (requested, started or ended): 1 production line; the oldest was requested 2024-03-19T12:52:50.388Z, 7 min 12 s before 2024-03-19T13:00:02.107Z.

        ### Rates in characters per second

        n is the number of production lines; of p5, for example, 5 percent have this rate or a lower one. Quantiles are within 1/256. The distribution goes from min to max in equal steps.

        | alphabet | characters per token | n | mean | standard deviation | min | p5 | p50 | p95 | p99 | max | distribution |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
        | `DICE` | 5 | 2 | 9,043.0 | 60.8 | 9,000 | 9,000 | 9,000 | 9,086 | 9,086 | 9,086 |  |
        | `BASE62` | 10 | 1 | 5,000.0 | n/a | 5,000 | 5,000 | 5,000 | 5,000 | 5,000 | 5,000 |  |
        | all |  | 3 | 7,695.3 | 2,334.6 | 5,000 | 5,000 | 8,991 | 9,086 | 9,086 | 9,086 |  |

        ### Times

        | time | production lines | median | p95 | longest |
        | --- | ---: | ---: | ---: | ---: |
        | waiting: requested to started | 3 | 37 ms | 100 ms | 100 ms |
        | run: started to ended | 3 | 4.3 s | 4.3 s | 4.3 s |
        | packing: ended to finished | 3 | 1 ms | 2 ms | 2 ms |

        | all production lines together | value |
        | --- | --- |
        | first requested | 2024-03-19T12:52:50.388Z |
        | first started | 2024-03-19T12:52:50.425Z |
        | last ended | 2024-03-19T13:00:02.105Z |
        | last step of any kind | 2024-03-19T13:00:02.107Z |
        | from the first start to the last end of jobs that have ended | 7 min 12 s |
        | characters per second in that time, pauses included | 203 |
        | jobs that ran at once, at most | 2 |

        ### Longest runs

        3 of 3, the longest first; all stamps in `lines.csv` (`-o lines:lines.csv`).

        | production line | started | waited | ran |
        | --- | --- | ---: | ---: |
        | `6f0c0d7e-0b1c-4a52-9f5e-2f1d3c4b5a69` | 2024-03-19T12:52:50.425Z | 37 ms | 4.3 s |
        | `6f0c0d7e-0b1c-4a52-9f5e-2f1d3c4b5a69` | 2024-03-19T12:52:50.425Z | 37 ms | 4.3 s |
        | `6f0c0d7e-0b1c-4a52-9f5e-2f1d3c4b5a69` | 2024-03-19T13:00:00.100Z | 100 ms | 2.0 s |

        ### Equal tokens in different production lines

        The service promises that no token is twice in a production line. Different production lines of the same alphabet and characters per token draw from the same tokens all the same: among all pairs of those that have ended, ((Σ size)² − Σ size²) / (2 · T) equal tokens are expected, where T is the number of different tokens. Complete production lines share all of them. Parts of one production line share none, which this estimate doesn't know.

        | alphabet | characters per token | production lines | tokens | expected equal tokens | advice |
        | --- | ---: | ---: | ---: | ---: | --- |
        | `DICE` | 5 | 2 | 15,552 | about 7,800 | do not mix them in one number range |


        """)
  }

  @Test func `without a production line that has ended the section says so`() {
    let text = section([.requested])
    #expect(text.contains("No production line has ended."))
    #expect(!text.contains("### Rates") && !text.contains("### Equal") && !text.contains("### Slowest"))
    #expect(text.contains("| waiting: requested to started | 0 | n/a | n/a | n/a |"))
    #expect(section([]) == "## Figures\n\nThere is no production line.\n\n")
  }

  @Test func `what the sums leave out stands below them`() {
    let text = section([
      .complete.with(.size, #""-1""#), .complete.without(.alphabet), .complete.with(.status, #""started""#),
      .complete.with(.started, #""2024-03-19T12:52:54.708Z""#),
    ])
    #expect(text.contains("as the size can't be used: 1 ended production line."))
    #expect(text.contains("as alphabet or digits can't be used: 1 production line."))
    #expect(text.contains("don't tell whether they have ended: 1 production line."))
    #expect(text.contains("Left out, as a step ends before it begins: 1 time."))
  }

  @Test func `the slowest and the fastest of a group with twenty rates`() {
    let lines = (0..<20).map { ExampleLine.complete.with(.rate, "\(9000 + $0)").with(.id, "\"line \($0)\"") }
    let text = section(lines)
    #expect(text.contains("| `DICE` | 5 | `line 0` | 9,000 | `line 19` | 9,019 |\n"))
    #expect(text.contains("| `DICE` | 5 | `line 9` | 9,009 | `line 10` | 9,010 |\n"))
    #expect(!section(Array(lines.dropLast())).contains("### Slowest"))
  }

  @Test func `more than twenty groups, and more than are kept`() {
    let lines = (0..<21).map { ExampleLine.complete.with(.alphabet, "\"A\($0)\"") }
    #expect(section(lines).contains("20 of 21 groups; all in `rates.csv` (`-o rates:rates.csv`)."))
    let many = section((0..<4097).map { ExampleLine.complete.with(.alphabet, "\"A\($0)\"") })
    #expect(
      many.contains("There are more than 4,096 pairs of alphabet and characters per token, so only totals are kept."))
    #expect(many.contains("| all |  | 4,097 | 31,858,272 |"))
  }

  @Test(arguments: [
    (0, "0 ms"), (999, "999 ms"), (1000, "1.0 s"), (1250, "1.3 s"), (59_949, "59.9 s"), (59_960, "1 min"),
    (200_000, "3 min 20 s"), (3_599_499, "59 min 59 s"), (3_599_500, "1 h"), (7_500_000, "2 h 5 min"),
    (86_400_000, "1 d"), (273_600_000, "3 d 4 h"), (Int.max, "106,751,991,167 d 7 h"),
  ])
  func `a time as people say it`(_ milliseconds: Int, _ text: String) {
    #expect(DurationText.text(milliseconds: milliseconds) == text)
  }

  @Test(arguments: [
    (1, "1 ms"), (88_250, "88,250 ms"), (3_599_999, "3,599,999 ms"), (3_600_000, "1 h"), (273_600_000, "3 d 4 h"),
  ])
  func `a short time is exact where it tells what is wrong`(_ milliseconds: Int, _ text: String) {
    #expect(DurationText.exactUpToAnHour(milliseconds: milliseconds) == text)
  }

  @Test(arguments: [
    (0, "less than 0.01"), (0.0099, "less than 0.01"), (0.01, "about 0.01"), (0.374, "about 0.37"), (0.996, "about 1"),
    (3.44, "about 3.4"), (9.96, "about 10"), (12.4, "about 12"), (99.6, "about 100"), (7776, "about 7,800"),
    (9.99e17, "about 1,000,000,000,000,000,000"), (1e30, "more than 1,000,000,000,000,000,000"),
  ])
  func `an estimate with two digits`(_ value: Double, _ text: String) {
    #expect(DecimalText.estimate(value) == text)
  }

  @Test func `decimals, bars and histograms`() {
    #expect(DecimalText.raw(thousandths: 9_086_005) == "9086.005")
    #expect(DecimalText.raw(thousandths: -4_468) == "-4.468" && DecimalText.raw(thousandths: -8) == "-0.008")
    #expect(DecimalText.rounded(thousandths: 9_086_950) == "9,087.0")
    #expect(BlockBar.bar(0, largest: 100) == "" && BlockBar.bar(1, largest: 1000) == "▏")
    #expect(BlockBar.bar(100, largest: 100) == "██████████" && BlockBar.bar(55, largest: 100) == "█████▌")
    let values = [0, 0, 0, 0, 1, 3, 3, 3, 3, 3, 3, 3, 3]
    #expect(BlockBar.histogram(values.reduce(into: Distribution()) { $0.add($1) }) == "▄▁·█")
    // Evenly spread values look so, also where buckets are wider than others, and the steps divide none of them.
    let even = (15_000..<17_501).reduce(into: Distribution()) { $0.add($1) }
    #expect(BlockBar.histogram(even) == String(repeating: "█", count: 12))
    let huge = [0, 0, 0, 0, Int.max].reduce(into: Distribution()) { $0.add($1) }
    #expect(BlockBar.histogram(huge) == "█··········▂")
    #expect(BlockBar.histogram([7, 7, 7, 7, 7].reduce(into: Distribution()) { $0.add($1) }) == "")
  }

  @Test func `a row of the rates table`() {
    let figures = audit(list([.complete, .complete.with(.rate, "9000"), .requested])).audit.statistics
    #expect(
      RatesTable.rows(figures) == """
        ,,3,15552,77760,248830,2,9043.000,60.811,9000,9000,9000,9086,9086,9086,2,37,37,37,2,4282,4282,4282,2,1,1,1\r
        DICE,5,2,15552,77760,248830,2,9043.000,60.811,9000,9000,9000,9086,9086,9086,2,37,37,37,2,4282,4282,4282,2,1,1,1\r
        LOWER_LATIN,4,1,,,,0,,,,,,,,,0,,,,0,,,,0,,,\r

        """)
    #expect(RatesTable.header.split(separator: ",").count == 27)
  }
}
