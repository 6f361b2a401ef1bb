import Testing

@testable import Analysis

/// An answer as it comes from the service is one document and nothing else.
struct AnswerCheckTests {
  private func check(_ text: String, piece: Int = .max) -> SourceReport {
    AnswerCheck.tokens(MemorySource(text, piece: piece), name: "answer")
  }

  @Test(arguments: [#"{"data":[]}"#, " {\"data\":[]} \r\n\t ", #"{"data":[{"type":"tokens"}]}"#])
  func `one document is whole, with white space around it and without production lines`(_ text: String) {
    for piece in [1, 7, Int.max] { #expect(check(text, piece: piece).problems.isEmpty) }
  }

  @Test(arguments: ["x", "{", "{}", #"{"data":[]}"#, "]", "\u{0}"])
  func `whatever else comes after it is named with its place`(_ rest: String) {
    for piece in [1, 7, Int.max] {
      let problems = check("{\"data\":[]}\n\(rest)", piece: piece).problems
      #expect(problems.count == 1)
      #expect(problems.first?.kind == .malformed)
      #expect(problems.first?.location?.offset == 12)
      #expect(problems.first?.message.plain.hasPrefix("expected the end of the answer") == true)
    }
  }

  @Test func `a saved file may hold more, and rows`() {
    var settings = AuditSettings()
    settings.allowEmpty = true
    let audit = audit(#"{"data":[]}{"data":[]}"#, settings: settings).audit
    #expect(audit.sources[0].documents == 2)
    #expect(audit.sources[0].isComplete)
    #expect(check(#"{"type":"tokens","id":"a"}"#).problems.map(\.kind) == [.anotherKind])
  }

  @Test func `an error document is told from anything else`() {
    #expect(AnswerCheck.errors(in: Array(#"{"errors":[{"title":"No"}]}"#.utf8))?.message.plain.contains("No") == true)
    for text in ["", "<html>", #"{"data":[]}"#, #"{"errors":[{"title":"No"}"#, "{}"] {
      #expect(AnswerCheck.errors(in: Array(text.utf8)) == nil)
    }
  }

  @Test func `a status that is an error is one whatever the body says`() {
    let bare = SourceProblem.httpError(status: 403, body: Array("no".utf8))
    #expect(bare.kind == .errorDocument(status: 403))
    #expect(bare.text.plain.contains("Check the session key"))
    let full = SourceProblem.httpError(status: 404, body: Array(#"{"errors":[{"status":401,"title":"No"}]}"#.utf8))
    #expect(full.kind == .errorDocument(status: 404))
    #expect(full.asNotReached.kind == .notReached)
  }

  @Test func `a key may be refused within the general status 400`() {
    for status in [401, 403, 422] {
      let body = #"{"errors":[{"status":"\#(status)","title":"No"}]}"#
      let problem = SourceProblem.httpError(status: 400, body: Array(body.utf8))
      #expect(problem.kind == .errorDocument(status: status == 422 ? 400 : status))
      #expect(problem.message.plain.hasPrefix("HTTP status 400: "))
    }
  }

  @Test func `an audit of nothing but what was not reached is told from an incomplete one`() {
    let problem = SourceProblem.httpError(status: 503, body: []).asNotReached
    var audit = Audit()
    #expect(!audit.isUnreached)
    audit.add(SourceReport(name: "a", problems: [problem]))
    #expect(audit.isUnreached)
    #expect(audit.outcome(AuditSettings()) == .incomplete)
    audit.add(SourceReport(name: "b"))
    #expect(!audit.isUnreached)
  }
}
