import Testing

@testable import Analysis

/// The table that says which file holds which tokens.
struct TokenFileMapTests {
  private static let head = "line_id,part,path\n"
  private static let id = "0CAB1AA8-c8fc-3a4f-a777-dd69ff128fb4"

  private func read(_ text: String, piece: Int = .max) throws(SourceProblem) -> TokenFileMap {
    try TokenFileMap(MemorySource(text, piece: piece), windowSize: 64)
  }

  @Test(arguments: [1, 7, .max]) func `rows name parts and paths, whatever the order of the columns`(_ piece: Int)
    throws
  {
    let text = """
      note,path,part,line_id
      a,"with, comma/Ω.csv",,\(Self.id)
      b,p1,1,\(Self.id)
      ,../p999.gz,999,\(Self.id)
      ,/absolute,latest,other

      """
    let rows = try read(text, piece: piece).rows
    #expect(rows.map(\.path) == ["with, comma/Ω.csv", "p1", "../p999.gz", "/absolute"])
    #expect(rows.map(\.place.part) == [nil, 1, 999, nil])
    #expect(rows.map(\.place.isUUID) == [true, true, true, false])
    #expect(rows[0].place.id == Array(Self.id.lowercased().utf8))
    #expect(try read(Self.head).rows.isEmpty)
    #expect(try read(" LINE_ID,Part,pAth\na,1,b\n").rows.map(\.path) == ["b"])
  }

  @Test(arguments: [
    ("", "the table is empty"), ("a,b\n", "no column line_id"), ("line_id,path\n", "no column part"),
    ("line_id,part\n", "no column path"), ("line_id,part,path,path\n", "stands twice in the header"),
    (head + ",1,a\n", "byte 18 (row 2, column 1): expected the id"),
    (head + "a,,a\n" + String(repeating: "b", count: 256) + ",,b\n", "byte 23 (row 3, column 1): expected the id"),
    (head + " a,,a\n", "byte 18 (row 2, column 1): expected no blank at either end of line_id"),
    (head + "a\t,,a\n", "expected no blank at either end of line_id"),
    (head + "a,0,a\n", "byte 18 (row 2, column 1): expected a number from 1 to 999"),
    (head + "a,01,a\n", "found 01"), (head + "a,+1,a\n", "found +1"), (head + "a,1000,a\n", "found 1000"),
    (head + "a,Latest,a\n", "found Latest"), (head + "a,1.5,a\n", "found 1.5"),
    (head + "a,,\n", "expected the path"),
    (head + "a,,b\u{0}c\n", "byte "),
    (head + "a,," + String(repeating: "b", count: 4_097) + "\n", "expected the path"),
    (head + "a,1,x\na,1,y\n", "byte 24 (row 3, column 1): an earlier row names a file for the same part"),
    (head + "a,,x\na,latest,y\n", "for the same part"),
    (head + "\(id),,x\n\(id.lowercased()),,y\n", "for the same part"),
    (head + "a,1,x\nb,1,x\n", "an earlier row names the file x too"), (head + "a,1\n", "expected 3 cells"),
    (head + "a,1,\"x\n", "byte"), (head + "a,1,x\"y\n", "byte"),
  ])
  func `what is wrong is said with its place`(_ text: String, _ says: String) {
    let problem = #expect(throws: SourceProblem.self) { try read(text) }
    #expect(problem?.text.plain.contains(says) == true, "\(problem?.text.plain ?? "")")
  }
}
