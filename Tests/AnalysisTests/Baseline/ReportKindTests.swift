import Testing

@testable import Analysis

/// A report of another command, where an earlier one is wanted, is named as what it is.
struct ReportKindTests {
  private static let head = #""schemaVersion":1,"tool":{"name":"tokaudit","version":"0.1.0"}"#

  @Test(arguments: [
    (#""verdict":"pass","findings":[]"#, "an audit", "tokaudit audit"),
    (#""kind":"reconciliation","exceptions":[]"#, "a reconciliation", "tokaudit reconcile"),
    (#""kind":"comparison","new":[]"#, "a comparison", "tokaudit compare"),
  ])
  func `each kind of report is known`(members: String, kind: String, command: String) {
    for text in ["{\(Self.head),\(members)}", "{\(members),\(Self.head)}"] {
      var said: [String] = []
      do throws(SourceProblem) { _ = try PreviousExceptions(MemorySource(text)) } catch {
        said.append(error.text.plain)
      }
      do throws(SourceProblem) { _ = try ReportComparison.Side(MemorySource(text)) } catch {
        said.append(error.text.plain)
      }
      let wanted = ["tokaudit reconcile", "tokaudit audit"].filter { $0 != command }
      #expect(said == wanted.map { "this is the report of \(kind). Name one of \($0), written with -o FILE.json." })
    }
  }
}
