import Testing

@testable import Analysis

struct BaselineTests {
  private static let faulty = ExampleLine.complete.with(.dataSize, "1")
  private static let other = ExampleLine.partial.with(.dataSize, "2")

  /// Audits a list against a baseline, to the end.
  private func compare(
    _ lines: [ExampleLine], accepted: AcceptedFindings? = nil, previous: PreviousReport? = nil,
    settings: AuditSettings = AuditSettings()
  ) throws -> (audit: Audit, findings: [Finding]) {
    var recorder = Recorder()
    var baseline = Baseline(accepted: accepted, previous: previous)
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: settings)
    var audit = Audit()
    auditor.audit(
      MemorySource(list(lines)), name: "x", into: &audit, baseline: &baseline, observer: &recorder)
    audit.baseline = try baseline.summary(of: audit, settings)
    return (audit, recorder.findings)
  }

  private func acceptances(_ rows: [String], header: String = "fingerprint") throws -> AcceptedFindings {
    try AcceptedFindings(MemorySource(([header] + rows).joined(separator: "\n")), asOf: nil)
  }

  /// The JSON report of a list.
  private func report(_ lines: [ExampleLine], settings: AuditSettings = AuditSettings()) throws -> String {
    let (audit, findings) = try compare(lines, settings: settings)
    return JSONFormat.head(audit, settings: settings)
      + findings.enumerated().map { JSONFormat.separator(isFirst: $0 == 0) + JSONFormat.row($1) }.joined()
      + JSONFormat.tail(isEmpty: findings.isEmpty)
  }

  private func previous(_ lines: [ExampleLine], settings: AuditSettings = AuditSettings()) throws -> PreviousReport {
    try PreviousReport(MemorySource(try report(lines, settings: settings)), keepingIn: MemoryStore())
  }

  private func markdown(_ audit: Audit, _ settings: AuditSettings = AuditSettings()) -> String {
    MarkdownFormat.text(of: AuditReport(audit, settings: settings).report)
  }

  @Test func `another limit of a rule is told as a difference between the rules`() throws {
    let slow = ExampleLine.complete.with(.rate, "10441")
    var settings = AuditSettings()
    settings.rateTolerance = 14
    let (audit, findings) = try compare([slow], previous: previous([slow]), settings: settings)
    #expect(findings.map(\.rule.code) == ["rate-plausible"])
    let change = "rate-plausible was judged by --rate-tolerance 15, is by --rate-tolerance 14"
    #expect(audit.baseline?.previous?.ruleChanges == [change])
    #expect(markdown(audit, settings).contains("Between the rules differs: `\(change)`."))
    #expect(try compare([slow], previous: previous([slow])).audit.baseline?.previous?.ruleChanges == [])
    // A report that doesn't say its limits tells nothing of them.
    let older = try report([slow]).replacing(#""limit": "--rate-tolerance 15", "#, with: "")
    let unsaid = try PreviousReport(MemorySource(older), keepingIn: MemoryStore())
    #expect(try compare([slow], previous: unsaid, settings: settings).audit.baseline?.previous?.ruleChanges == [])
  }

  @Test func `of three equal findings, two accepted, one is new`() throws {
    let all = try compare([Self.faulty, Self.faulty, Self.faulty]).findings
    let fingerprint = all[0].fingerprint
    #expect(all.map(\.fingerprint) == [fingerprint, fingerprint, fingerprint])
    for (count, statuses) in [
      (0, "new new new"), (1, "accepted new new"), (2, "accepted accepted new"), (3, "accepted accepted accepted"),
      (4, "accepted accepted accepted"),
    ] {
      let accepted = try acceptances(Array(repeating: fingerprint, count: count))
      let (audit, findings) = try compare([Self.faulty, Self.faulty, Self.faulty], accepted: accepted)
      #expect(findings.map(\.status.rawValue).joined(separator: " ") == statuses)
      #expect(audit.statuses.accepted.reduce(0, +) == min(count, 3))
      #expect(audit.linesWithErrors == max(0, 3 - count))
      #expect(audit.outcome(AuditSettings()) == (count < 3 ? .fail : .pass))
      #expect(audit.hasFindings(from: .error, AuditSettings()) == (count < 3))
      #expect(audit.baseline?.acceptances?.unused == max(0, count - 3))
    }
  }

  @Test func `an accepted finding is taken out of the previous report too`() throws {
    let three = [Self.faulty, Self.faulty, Self.faulty]
    let fingerprint = try compare(three).findings[0].fingerprint
    let (audit, findings) = try compare(
      three, accepted: try acceptances([fingerprint, fingerprint]), previous: try previous(three))
    #expect(findings.map(\.status) == [.accepted, .accepted, .known])
    #expect(audit.baseline?.previous?.resolved == 0)
  }

  @Test func `a known finding says since which day it is open, and the next report passes that on`() throws {
    let settings = AuditSettings()
    let first = try PreviousReport(
      MemorySource(try report([Self.faulty, Self.other])), of: "2026-11-20", keepingIn: MemoryStore())
    func next(_ previous: PreviousReport, _ lines: [ExampleLine]) throws -> (audit: Audit, json: String) {
      let (audit, findings) = try compare(lines, previous: previous)
      let rows = findings.enumerated().map { JSONFormat.separator(isFirst: $0 == 0) + JSONFormat.row($1) }.joined()
      return (audit, JSONFormat.head(audit, settings: settings) + rows + JSONFormat.tail(isEmpty: findings.isEmpty))
    }
    let second = try next(first, [Self.faulty, Self.faulty])
    #expect(second.audit.firstKnown.flatMap(\.self).map(\.openSince) == ["2026-11-20"])
    #expect(second.audit.firstFindings.flatMap(\.self).map(\.openSince) == [""])
    // Equal findings are told apart by nothing: all of them are open since the first was.
    let third = try next(
      try PreviousReport(MemorySource(second.json), of: "2026-11-22", keepingIn: MemoryStore()),
      [Self.faulty, Self.other, Self.faulty])
    #expect(third.audit.firstKnown.flatMap(\.self).map(\.openSince) == ["2026-11-20", "2026-11-20"])
    #expect(third.audit.statuses.oldest == "2026-11-20")
    let text = markdown(third.audit)
    #expect(text.contains("What is known is open since 2026-11-20 at the earliest."))
    #expect(text.contains("| known, open since 2026-11-20 |"))
    #expect(text.contains("2 of 3 known from the previous report (open since 2026-11-20 at the earliest)."))
    // Resolved, and made again: open anew.
    let fourth = try next(
      try PreviousReport(MemorySource(third.json), of: "2026-11-23", keepingIn: MemoryStore()), [Self.other])
    #expect(fourth.audit.statuses.oldest == "2026-11-23")
    let fifth = try next(
      try PreviousReport(MemorySource(fourth.json), of: "2026-11-24", keepingIn: MemoryStore()), [Self.faulty])
    #expect(fifth.audit.statuses.oldest == nil && fifth.audit.newFindings == 1)
  }

  @Test(arguments: ["2026-02-30", "2026-11-2", "yesterday\u{1B}", "2026-11-20T00:00:00.000Z", ""])
  func `what is no day is no day since which a finding is open`(_ text: String) throws {
    let report = try report([Self.faulty]).replacing(
      "\"status\": \"new\"", with: "\"status\": \"known\", \"openSince\": \(JSONValue.quoted(text))")
    #expect(report.contains("openSince"))
    let previous = try PreviousReport(MemorySource(report), keepingIn: MemoryStore())
    let audit = try compare([Self.faulty], previous: previous).audit
    #expect(audit.statuses.known.reduce(0, +) == 1 && audit.statuses.oldest == nil)
  }

  @Test func `what an incomplete audit didn't meet is not called gone`() throws {
    var settings = AuditSettings()
    settings.expectCount = 9
    let (audit, _) = try compare([Self.faulty], previous: try previous([Self.faulty, Self.other]), settings: settings)
    let text = markdown(audit, settings)
    #expect(text.contains("Against the previous report: 0 new, 1 known, 0 resolved, 1 not met in what was read."))
    #expect(text.contains("| not met in what was read | ") && !text.contains("no longer listed"))
    #expect(audit.baseline?.previous?.closed[.notListed] == 1)
  }

  @Test func `the previous report tells new, known and resolved findings apart`() throws {
    let before = try previous([Self.faulty, Self.faulty, Self.other])
    let fresh = ExampleLine.complete.with(.dataSize, "3")
    let (audit, findings) = try compare([fresh, Self.faulty], previous: before)
    #expect(findings.map(\.status) == [.new, .known])
    let result = try #require(audit.baseline?.previous)
    #expect(result.resolved == 1 && result.closed[.notListed] == 1 && result.notJudged == 0 && result.isComplete)
    #expect(result.first.map(\.finding.rule) == ["data-file-size", "data-file-size"])
    #expect(result.first[1].finding.subject == (try compare([Self.other]).findings[0].subject))
    // Known findings count for the verdict.
    #expect(audit.outcome(AuditSettings()) == .fail && audit.linesWithErrors == 2)
    let text = markdown(audit)
    #expect(text.contains("Against the previous report: 1 new, 1 known, 1 resolved, 1 no longer listed."))
    #expect(text.contains("## Not found again since the previous report"))
    #expect(text.contains("1 of 2 known from the previous report."))
    var rules = AuditSettings()
    rules.severities["data-file-size"] = .off
    let unjudged = try compare([fresh], previous: before, settings: rules).audit.baseline?.previous
    #expect(unjudged?.resolved == 0 && unjudged?.notJudged == 3)
    let same = try compare([Self.faulty, Self.faulty, Self.other], previous: before).audit
    #expect(markdown(same).contains("0 new, 3 known, 0 resolved."))
    #expect(!markdown(same).contains("## Not found again"))
  }

  @Test func `what was accepted then is new once when the acceptance has ended`() throws {
    let fingerprint = try compare([Self.faulty]).findings[0].fingerprint
    func before(_ findings: [Finding]) throws -> PreviousReport {
      let rows = findings.map { JSONFormat.row($0) }.joined(separator: ",")
      let text = "\(#"{"schemaVersion":1,"tool":{"name":"tokaudit"},"findings":["#)\(rows)]}"
      return try PreviousReport(MemorySource(text), of: "2026-11-20", keepingIn: MemoryStore())
    }
    let three = [Self.faulty, Self.faulty, Self.faulty]
    let first = try compare(three, accepted: try acceptances([fingerprint, fingerprint])).findings
    #expect(first.map(\.status) == [.accepted, .accepted, .new])
    // Of the two that were accepted one still is.
    let second = try compare(three, accepted: try acceptances([fingerprint]), previous: try before(first))
    #expect(second.findings.map(\.status) == [.accepted, .known, .new])
    #expect(second.findings.map(\.openSince) == ["2026-11-20", "2026-11-20", ""])
    let third = try compare(three, previous: try before(second.findings)).findings
    #expect(third.map(\.status) == [.known, .known, .new])
    #expect(try compare(three, previous: try before(third)).findings.map(\.status) == [.known, .known, .known])
    // What is accepted only now was known, and is not resolved.
    let fourth = try compare(
      three, accepted: try acceptances([fingerprint, fingerprint, fingerprint]), previous: try before(third))
    #expect(fourth.findings.allSatisfy { $0.status == .accepted } && fourth.audit.baseline?.previous?.resolved == 0)
  }

  @Test func `what is new is shown before what is known, and what is accepted not at all`() throws {
    var settings = AuditSettings()
    settings.maxRows = 2
    let fresh = ExampleLine.complete.with(.dataSize, "3").with(.id, #""11111111-1111-1111-1111-111111111111""#)
    let signed = try compare([Self.other]).findings[0]
    let (audit, _) = try compare(
      [Self.faulty, Self.faulty, Self.other, fresh], accepted: try acceptances([signed.fingerprint]),
      previous: try previous([Self.faulty, Self.faulty]), settings: settings)
    let rows = markdown(audit, settings).split(separator: "\n").filter { $0.contains("`x`, number") }
    #expect(rows.count == 2)
    #expect(rows.first?.contains("number 4") == true && rows.first?.hasSuffix("| new |") == true)
    #expect(rows.last?.contains("number 1") == true && rows.last?.hasSuffix("| known |") == true)
    #expect(markdown(audit, settings).contains("2 of 3; all in `findings.csv` (`-o findings.csv`)."))
    #expect(markdown(audit, settings).contains("1 of 4 accepted, 2 of 4 known from the previous report"))
    #expect(markdown(audit, settings).contains("Do not release production line `11111111"))
  }

  @Test func `what is accepted asks for nothing`() throws {
    let fingerprint = try compare([Self.faulty]).findings[0].fingerprint
    let text = markdown(try compare([Self.faulty], accepted: try acceptances([fingerprint])).audit)
    #expect(text.hasPrefix("# Token audit: PASS — 1 production line, 1 accepted finding\n"))
    #expect(text.contains("## What to do now\n\nNothing."))
    #expect(text.contains("no, but accepted: `data-file-size` failed"))
    #expect(!text.contains("Message to the service"))
    #expect(text.contains("1 acceptance listed, 1 finding accepted."))
  }

  @Test func `an acceptance ends after its day or its moment`() throws {
    let fingerprint = try compare([Self.faulty]).findings[0].fingerprint
    for (until, asOf, isExpired) in [
      ("2026-01-31", "2026-01-31T23:59:59.999Z", false), ("2026-01-31", "2026-02-01T00:00:00.000Z", true),
      ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z", false),
      ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.001Z", true), ("", "2026-01-31T12:00:00.000Z", false),
      ("31.01.2026", "2026-01-31T23:59:59.999Z", false), ("31.01.2026", "2026-02-01T00:00:00.000Z", true),
      ("31/1/2026", "2026-01-31T23:59:59.999Z", false), ("1/31/2026", "2026-02-01T00:00:00.000Z", true),
      ("03.04.2026", "2026-04-03T23:59:59.999Z", false), ("03.04.2026", "2026-04-04T00:00:00.000Z", true),
    ] {
      let table = "accepted_by,until,fingerprint\nme,\(until),\(fingerprint)\n"
      let accepted = try AcceptedFindings(MemorySource(table), asOf: Timestamp(asOf))
      let (audit, findings) = try compare([Self.faulty], accepted: accepted)
      #expect(findings[0].status == (isExpired ? .new : .accepted), "\(until) as of \(asOf)")
      #expect(audit.baseline?.acceptances?.expired == (isExpired ? 1 : 0))
    }
  }

  static let badTables: [(text: String, message: String)] = [
    ("", "the table is empty"), ("rule,reason\nx,y\n", "no column fingerprint"),
    ("fingerprint\n12345\n", "byte 12 (row 2, column 1): expected a fingerprint of 16 hexadecimal digits, found 12345"),
    ("fingerprint,reason\n0123456789abcdef,a,b\n", "expected 2 cells as in the header, found 3"),
    ("fingerprint,fingerprint\n", "stands twice"), ("fingerprint\n1.23457E+15\n", "a spreadsheet"),
    ("fingerprint,until\n0123456789abcdef,soon\n", "(row 2, column 18): expected a date or a time in UTC"),
    ("until,fingerprint\n03/04/2026,0123456789abcdef\n", "(row 2, column 1): expected a date or a time in UTC"),
    ("fingerprint,until\n0123456789abcdef,31.01.2026 12:00\n", "expected a date or a time in UTC"),
    ("reason,fingerprint\n\"a,b\",x\n", "(row 2, column 7): expected a fingerprint"),
    ("fingerprint,until\n0123456789abcdef,2026-01-31\n", "Give it with --as-of TIME"),
  ]

  @Test(arguments: badTables)
  func `a table of acceptances that can't be used is refused with its place`(text: String, message: String) {
    let error = #expect(throws: SourceProblem.self) { _ = try AcceptedFindings(MemorySource(text), asOf: nil) }
    #expect(error?.text.plain.contains(message) == true, "\(error?.text.plain ?? "")")
  }

  @Test func `a fingerprint keeps its leading zeros, and is read in either case`() throws {
    #expect(Fingerprint("00000A0102030405".utf8)?.description == "00000a0102030405")
    for text in ["", "0123456789abcde", "0123456789abcdeff", "0123456789abcdeg", "0x23456789abcdef", "éééééééé"] {
      #expect(Fingerprint(text.utf8) == nil, "\(text)")
    }
    // Computed by another program: printf 'line-type\0A\0type\0tokens\0token\0' | sha256sum.
    var finding = Finding(rule: LineType.about, severity: .error)
    (finding.subject, finding.field, finding.expected, finding.actual) = ("A", "type", "tokens", "token")
    #expect(finding.fingerprint == "13f185505dc9d4e7")
  }

  @Test func `the case of a UUID changes no fingerprint, that of another id does`() {
    func fingerprint(_ subject: String, _ actual: String) -> String {
      var finding = Finding(rule: LineType.about, severity: .error)
      (finding.subject, finding.actual) = (subject, actual)
      return finding.fingerprint
    }
    let id = "6f0c0d7e-0b1c-4a52-9f5e-2f1d3c4b5a69"
    #expect(fingerprint(id, id) == fingerprint(id.uppercased(), id.uppercased()))
    #expect(fingerprint("line a", "a") != fingerprint("line A", "a"))
  }

  @Test func `audits of parts with a baseline, merged in order, are the audit of the whole`() throws {
    let parts = [[Self.faulty, Self.other], [Self.faulty, .complete], [Self.other, Self.faulty]]
    let signed = try acceptances([try compare([Self.faulty]).findings[0].fingerprint])
    let before = try previous([Self.other, Self.faulty])
    let settings = AuditSettings()
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: settings)
    var baseline = Baseline(accepted: signed, previous: before)
    var recorder = Recorder()
    let audits = parts.map {
      var audit = Audit()
      auditor.audit(MemorySource(list($0)), name: "x", into: &audit, baseline: &baseline, observer: &recorder)
      return audit
    }
    func merged(_ left: Audit, _ right: Audit) -> Audit {
      var sum = left
      sum.merge(right)
      return sum
    }
    func describe(_ audit: Audit) -> String { markdown(audit) + JSONFormat.head(audit, settings: settings) }
    let left = merged(merged(audits[0], audits[1]), audits[2])
    #expect(describe(left) == describe(merged(audits[0], merged(audits[1], audits[2]))))
    #expect(describe(merged(Audit(), left)) == describe(left) && describe(merged(left, Audit())) == describe(left))
    let whole = try compare(parts.flatMap(\.self), accepted: signed, previous: before).audit
    #expect(left.statuses == whole.statuses && left.linesWithErrors == whole.linesWithErrors)
    #expect(left.firstFindings.map { $0.map(\.fingerprint) } == whole.firstFindings.map { $0.map(\.fingerprint) })
    #expect(left.firstKnown.map { $0.map(\.fingerprint) } == whole.firstKnown.map { $0.map(\.fingerprint) })
    // The accepted one took its occurrence out of the previous report.
    #expect(whole.statuses.accepted.reduce(0, +) == 1 && whole.statuses.known.reduce(0, +) == 1)
  }
}
