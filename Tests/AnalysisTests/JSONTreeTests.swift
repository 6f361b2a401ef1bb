import Testing

@testable import Analysis

struct JSONTreeTests {
  @Test func `every value knows its place, and so does what is wrong`() throws {
    let tree = try JSONTree.read(MemorySource("{\"a\":\n  [1,\n2, \"x\"],\n\n \"b\": {\"c\":null}}"))
    guard case .object(let members) = tree.value, case .list(let elements) = members[0].value.value,
      case .object(let inner) = members[1].value.value
    else {
      Issue.record("another tree")
      return
    }
    let places = ([tree, members[0].value] + elements + [members[1].value, inner[0].value]).map(\.location)
    #expect(
      places.map { [$0.offset, $0.row, $0.column] } == [
        [0, 1, 1], [8, 2, 3], [9, 2, 4], [12, 3, 1], [15, 3, 4], [28, 5, 7], [33, 5, 12],
      ])
    for (text, place) in [("[1,\n2,\n]", [7, 3, 1]), ("[\n[]\n,\n", [7, 4, 1]), ("{}\n\n x", [5, 3, 2])] {
      let problem = #expect(throws: SourceProblem.self) { try JSONTree.read(MemorySource(text)) }
      #expect(problem?.location.map { [$0.offset, $0.row, $0.column] } == place, "\(text)")
    }
  }
}
