import Testing

@testable import Analysis

struct VisibleTests {
  @Test(arguments: [
    ("report.json", "report.json"), ("⚀⚁ é ü 漢字 🎲", "⚀⚁ é ü 漢字 🎲"), ("a\nb\tc", "a\\u{000A}b\\u{0009}c"),
    ("\u{1B}[31m", "\\u{001B}[31m"), ("\u{7F}\u{80}\u{9B}\u{0}", "\\u{007F}\\u{0080}\\u{009B}\\u{0000}"),
    ("a\u{202E}b\u{2066}\u{200F}\u{61C}", "a\\u{202E}b\\u{2066}\\u{200F}\\u{061C}"),
    ("a\u{200B}\u{200D}\u{FEFF}\u{2060}", "a\\u{200B}\\u{200D}\\u{FEFF}\\u{2060}"),
    ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{E0041}\u{3164}", "\\u{E0041}\\u{3164}"),
    ("\r\n", "\\u{000D}\\u{000A}"),
  ])
  func `characters that act or hide are written as escapes`(_ text: String, _ visible: String) {
    #expect(Visible.text(text, limit: .max) == visible)
  }
}
