import Testing

@testable import Analysis

/// What a source says of its failure arrives, whoever reads it.
struct SourceFailureTests {
  /// A source that breaks off and says what to do.
  private struct Broken: ByteSource {
    static let failure = SourceFailure("a temporary file: broken", remedy: "Name another folder")
    var source: MemorySource

    init(_ text: String) { source = MemorySource(text) }

    mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
      let read = try source.read(into: &buffer, at: offset, count: count)
      if read == 0 { throw Broken.failure }
      return read
    }
  }

  private static let readers: [(name: String, read: @Sendable () throws(SourceProblem) -> SourceProblem?)] = [
    (
      "table",
      { () throws(SourceProblem) in
        var reader = CSVReader(Broken("a,b\n1"))
        try reader.readHeader()
        _ = try reader.next()
        return nil
      }
    ),
    (
      "tree",
      { () throws(SourceProblem) in
        _ = try JSONTree.read(Broken("{"))
        return nil
      }
    ),
    (
      "report",
      { () throws(SourceProblem) in
        _ = try ReportComparison.Side(Broken("{"))
        return nil
      }
    ),
    ("document", { () throws(SourceProblem) in AnswerCheck.tokens(Broken("{"), name: "").problems.first }),
    ("payments", { () throws(SourceProblem) in payments("") }),
    ("list of payments", { () throws(SourceProblem) in payments(#"{"data":["#) }),
  ]

  private static func payments(_ text: String) -> SourceProblem? {
    var book = PaymentBook()
    PaymentReader.read(Broken(text), name: "", as: .payments, PaymentReading(), into: &book)
    return book.files.first?.problems.first
  }

  @Test(arguments: readers.indices)
  func `every reader passes on what to do`(_ number: Int) {
    var problem: SourceProblem?
    do throws(SourceProblem) { problem = try Self.readers[number].read() } catch { problem = error }
    #expect(problem?.kind == .unreadable, "\(Self.readers[number].name)")
    #expect(problem?.text.plain.hasSuffix("can't be read: a temporary file: broken. Name another folder.") == true)
  }
}
