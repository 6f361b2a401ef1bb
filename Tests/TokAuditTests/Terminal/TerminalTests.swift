import Analysis
import Testing

@testable import TokAudit

struct TerminalTests {
  @Test func `colour needs a terminal, and NO_COLOR or a dumb terminal refuse it`() {
    #expect(terminal([:]).usesColor(.auto))
    #expect(!terminal([:], error: false).usesColor(.auto))
    #expect(!terminal(["NO_COLOR": "1"]).usesColor(.auto))
    #expect(terminal(["NO_COLOR": ""]).usesColor(.auto))
    #expect(!terminal(["TERM": "dumb"]).usesColor(.auto))
    #expect(terminal(["NO_COLOR": "1", "TERM": "dumb"], error: false).usesColor(.always))
    #expect(!terminal([:]).usesColor(.never))
  }

  @Test func `the width is that of COLUMNS, then of the window, then 80`() {
    #expect(terminal(["COLUMNS": "100"], window: 60).width == 100)
    #expect(terminal(["COLUMNS": "wide"], window: 60).width == 60)
    #expect(terminal(["COLUMNS": "0"]).width == 80)
    #expect(terminal(["COLUMNS": "10"]).helpWidth == 50)
    #expect(terminal(["COLUMNS": "500"]).helpWidth == 120)
  }

  @Test func `lines are written over only where a terminal can do so`() {
    #expect(terminal([:]).erasesLines)
    #expect(!terminal(["TERM": "dumb"]).erasesLines)
    #expect(!terminal([:], error: false).erasesLines)
  }

  @Test func `a message takes the progress away that is shown, and nothing else`() throws {
    let folder = TemporaryFolder()
    let output = try FileDescriptor.open(folder("messages"), [.writing, .creating], mode: 0o600)
    let messages = Messages(quiet: false, color: .never, terminal: terminal([:]), descriptor: output.number)
    messages.note("a")
    messages.show("1 MB")
    messages.note("b")
    messages.erase()
    messages.note("c")
    let written = try folder.text("messages")
    #expect(written == "tokaudit: a\n\r\u{1B}[K1 MB\r\u{1B}[Ktokaudit: b\ntokaudit: c\n")
  }

  @Test func `of many problems of a source the first are said, and how many more there are`() throws {
    let folder = TemporaryFolder()
    let output = try FileDescriptor.open(folder("messages"), [.writing, .creating], mode: 0o600)
    let messages = Messages(quiet: true, color: .never, terminal: terminal([:]), descriptor: output.number)
    messages.errors([SourceProblem](repeating: .unreadable("no"), count: 25), of: "a.json")
    let rows = try folder.text("messages").split(separator: "\n")
    #expect(rows.count == 21 && rows.last == "tokaudit: error: a.json: and 5 more problems")
  }

  @Test func `messages name the program, show what hides, and are coloured only on wish`() {
    let plain = Messages(quiet: false, color: .never, terminal: terminal([:], error: false))
    #expect(plain.line(nil, "a\u{1B}b") == "tokaudit: a\\u{001B}b\n")
    #expect(plain.line(("error: ", "31"), "x") == "tokaudit: error: x\n")
    let colored = Messages(quiet: false, color: .always, terminal: terminal([:], error: false))
    #expect(colored.line(("error: ", "31"), "x") == "tokaudit: \u{1B}[1;31merror: \u{1B}[0mx\n")
  }

  private func terminal(_ environment: [String: String], error: Bool = true, window: Int? = nil) -> Terminal {
    Terminal(input: true, output: true, error: error, windowWidth: window, environment: { environment[$0] })
  }
}
