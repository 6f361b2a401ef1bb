import Testing

@testable import Analysis

/// Each rule judges its own examples, read by the real reader.
struct RuleExamplesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let rule: any LineRule.Type
    let example: ExampleLine
    let expected: String

    var testDescription: String { "\(rule.about.code): \(expected) on \(example.description)" }
  }

  static let cases: [Case] = Rulebook.lineRules.flatMap { rule in
    rule.examples.good.map { Case(rule: rule, example: $0, expected: "passed") }
      + rule.examples.bad.map { Case(rule: rule, example: $0, expected: "failed") }
      + rule.examples.notTestable.map { Case(rule: rule, example: $0, expected: "not testable") }
  }

  @Test(arguments: cases)
  func `a rule judges its example as it says`(_ subject: Case) {
    var catalogue = AlphabetCatalogue()
    if let alphabet = subject.example.alphabet { catalogue.add(alphabet) }
    var settings = subject.example.settings
    settings.severities[subject.rule.about.code] = .error
    let (audit, heard) = audit(Array(list([subject.example]).utf8), catalogue: catalogue, settings: settings)
    let tally = audit.tallies[Rulebook.index(of: subject.rule.about)]
    let verdict = tally.failed == 1 ? "failed" : tally.passed == 1 ? "passed" : "not testable"
    // A list of which no element is a production line is another kind of document, which line-type shows.
    #expect(problems(audit).filter { $0 != "anotherKind" } == [])
    #expect(tally.tested + tally.notTestable.total == 1)
    #expect(verdict == subject.expected, "\(tally.notTestable.reasons)")
    for finding in heard.findings where finding.rule.code == subject.rule.about.code {
      #expect(!finding.message.plain.isEmpty)
      #expect(
        !["line", "requested", "ended", "field", "expected", "actual"].contains {
          finding.question.plain.contains("{\($0)}")
        })
    }
  }

  @Test(arguments: Rulebook.lineRules.map { $0.about.code })
  func `a rule shows what it accepts and what it does not`(code: String) throws {
    let rule = try #require(Rulebook.lineRules.first { $0.about.code == code })
    #expect(!rule.examples.good.isEmpty)
    #expect(!rule.examples.bad.isEmpty)
  }

  private func messages(_ code: String, _ changes: [(Field, String)]) -> [String] {
    let line = changes.reduce(ExampleLine.complete) { $0.with($1.0, $1.1) }
    return audit(list([line])).heard.findings.filter { $0.rule.code == code }.map(\.message.plain)
  }

  @Test func `no token needs no bytes`() {
    let none = messages("data-file-size", [(.size, #""0""#), (.dataSize, "14")])
    #expect(none == ["0 tokens of 5 characters need 0 bytes; the service states 14, 14 more."])
    let table = audit(list([.complete.with(.size, #""0""#)])).heard.table
    #expect(!String(decoding: table.bytes, as: UTF8.self).contains(",-1,"))
  }

  @Test func `one column makes its bits, several make theirs, with separators`() {
    let one = messages("checksum-bits", [(.digits, #""1""#)])
    #expect(one == ["1 column of 14 bits makes 14; the checksum has 70 bits."])
    let many = messages("checksum-bits", [(.digits, #""4096""#)])
    #expect(many == ["4,096 columns of 14 bits make 57,344; the checksum has 70 bits."])
    let unknown = ExampleLine.complete.with(.alphabet, #""MINE""#).with(.digits, #""1""#)
    let expected = audit(list([unknown])).heard.findings.filter { $0.rule.code == "checksum-bits" }.map(\.expected)
    #expect(expected == ["1 column of 1 to 21"])
  }

  @Test func `one token needs its bytes, several need theirs`() {
    let one = messages("data-file-size", [(.size, #""1""#), (.dataSize, "14")])
    #expect(one.map { $0.hasPrefix("1 token of 5 characters needs 15 bytes; ") } == [true])
    let more = messages("data-file-size", [(.dataSize, "14")])
    #expect(more.map { $0.hasPrefix("7,776 tokens of 5 characters need 124,415 bytes; ") } == [true])
  }

  @Test func `the base examples pass every rule`() {
    for example in [ExampleLine.complete, .partial, .analyzed, .requested] {
      #expect(audit(list([example])).heard.codes == [])
    }
  }
}
