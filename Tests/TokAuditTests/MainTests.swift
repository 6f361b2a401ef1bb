import Testing

@testable import TokAudit

@Test func `the executable can be imported by tests`() {
  #expect("\(Main.self)" == "Main")
}
