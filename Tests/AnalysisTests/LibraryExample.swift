import Analysis
import Foundation
import Testing

// begin library example
/// Hears every finding in input order.
struct ErrorMessages: AuditObserver {
  var texts: [String] = []
  // Production lines one by one are not wanted.
  let wantsCounted = false

  mutating func add(_ finding: Finding) {
    if finding.severity == .error { texts.append("\(finding.rule.code): \(finding.message.plain)") }
  }

  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {}
}

/// Audits lists in memory; a `ByteSource` of your own reads them from elsewhere, in pieces.
func audited(_ lists: [(name: String, bytes: [UInt8])], _ settings: AuditSettings) -> (Audit, [String]) {
  let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: settings)
  var (audit, errors, baseline) = (Audit(), ErrorMessages(), Baseline())
  for (name, bytes) in lists {
    auditor.audit(MemorySource(bytes), name: name, into: &audit, baseline: &baseline, observer: &errors)
  }
  // Where several lists have states of one job, they are read once more without those that don't count.
  if var again = auditor.relate(&audit) {
    (errors, baseline) = (ErrorMessages(), Baseline())
    for (name, bytes) in lists {
      auditor.audit(MemorySource(bytes), name: name, into: &again, baseline: &baseline, observer: &errors)
    }
    audit = again
  }
  auditor.judgeTogether(&audit, baseline: &baseline, observer: &errors)
  return (audit, errors.texts)
}

/// What the report says first, and some figures.
func summary(of audit: Audit, _ settings: AuditSettings) -> String {
  let all = audit.statistics.all
  var text = AuditReport(audit, settings: settings).title.plain + "\n"
  text += "\(all.tokens.sum) tokens of \(all.ended) production lines that have ended\n"
  for group in audit.statistics.groupsBySize.prefix(3) {
    let median = group.value.jobs.rate.quantile(50).map { "\($0)" } ?? "n/a"
    text += "\(group.alphabet), \(group.digits) characters per token: median rate \(median)\n"
  }
  return text
}
// end library example

/// How a program of one's own uses the library, with what is public only. The README shows what stands between the marks.
struct LibraryExample {
  private static func bytes(_ name: String) throws -> [UInt8] {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(root)/SampleData/\(name)")))
  }

  @Test func `a list is audited from code`() throws {
    let settings = AuditSettings()
    let (audit, errors) = audited([("list.json", try Self.bytes("orders/list.json"))], settings)
    #expect(audit.outcome(settings) == .pass && errors == [])
    #expect(audit.productionLines == 10)
    #expect(
      summary(of: audit, settings) == """
        PASS — 0 of 10 production lines have errors, 2 have warnings
        108981 tokens of 8 production lines that have ended
        LOWER_LATIN, 8 characters per token: median rate 50000
        LOWER_LATIN, 9 characters per token: median rate n/a
        DICE, 5 characters per token: median rate 50000

        """)
  }

  @Test func `several lists are read again where states of a job demand it`() throws {
    let settings = AuditSettings()
    let nights = try (16...22).map { ("2026-11-\($0).json", try Self.bytes("week-of-nights/2026-11-\($0).json")) }
    let (audit, errors) = audited(nights, settings)
    #expect(audit.outcome(settings) == .fail && audit.linesRead > audit.productionLines)
    #expect(errors.contains { $0.hasPrefix("line-changed: ") })
  }
}
