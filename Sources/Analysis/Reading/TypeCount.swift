/// Counts the types of the elements of a document: a document without one production line is of another kind.
struct TypeCount: Mergeable, Sendable {
  private var lines = 0
  private var others = 0
  private var firstOther: String?

  init() {}

  mutating func merge(_ next: TypeCount) {
    lines += next.lines
    others += next.others
    firstOther = firstOther ?? next.firstOther
  }

  @inline(__always)
  mutating func add(_ line: ProductionLine, _ texts: TextStore, _ bytes: RawSpan) {
    if line.usual.has(.type) || !line.has(.type) {
      lines += 1
    } else {
      addUnusual(line.type, texts, bytes)
    }
  }

  @inline(never)
  private mutating func addUnusual(_ type: Text, _ texts: TextStore, _ bytes: RawSpan) {
    if texts.withBytes(of: type, window: bytes, { $0.equals("tokens") }) {
      lines += 1
    } else {
      others += 1
      if firstOther == nil { firstOther = texts.withBytes(of: type, window: bytes, JSONCursor.copy) }
    }
  }

  /// What is wrong with a document whose elements are all of another type.
  var problem: SourceProblem? {
    guard lines == 0, let firstOther else { return nil }
    let isCatalogue = firstOther == "alphabet" || firstOther == "alphabets"
    return SourceProblem(
      kind: .anotherKind,
      message: isCatalogue
        ? "this is an alphabets answer" : "expected the type \(name: "tokens"), found only \(data: firstOther)",
      remedy: isCatalogue
        ? "Give it with \(name: "--alphabets") beside the list of production lines"
        : "Save the answer of \(name: "GET /api/tokens")")
  }
}
