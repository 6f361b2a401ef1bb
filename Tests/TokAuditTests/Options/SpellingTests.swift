import Testing

@testable import TokAudit

struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("audit", "audit", 0), ("adit", "audit", 1), ("aduit", "audit", 1), ("", "abc", 3),
    ("kitten", "sitting", 3),
  ])
  func `the distance counts single typing errors`(_ one: String, _ other: String, _ distance: Int) {
    #expect(Spelling.distance(one, other) == distance)
    #expect(Spelling.distance(other, one) == distance)
  }

  @Test func `only a near word is suggested`() {
    #expect(Spelling.nearest(to: "AUDTI", among: ["audit", "rules"]) == "audit")
    #expect(Spelling.nearest(to: "ru", among: ["audit", "rules"]) == "rules")
    #expect(Spelling.nearest(to: "banana", among: ["audit", "rules"]) == nil)
  }
}
