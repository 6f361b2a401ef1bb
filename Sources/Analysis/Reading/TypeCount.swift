/// Counts the types of the elements of a document: a document without one production line is of another kind.
///
/// Elements of another type and without a status, before anything else in a document, are no production lines with a
/// fault but something else, such as alphabets, and can be left out. Those that have a status or stand behind a
/// production line are judged like production lines: nobody knows by then what the rest of the document will be.
struct TypeCount: Mergeable, Sendable {
  private var lines = 0
  private var others = 0
  private var leftOut = 0
  private var firstOther: String?

  init() {}

  /// Whether there was an element that is not to be left out.
  var hasBegun: Bool { lines + others > leftOut }

  mutating func merge(_ next: TypeCount) {
    lines += next.lines
    others += next.others
    leftOut += next.leftOut
    firstOther = firstOther ?? next.firstOther
  }

  /// Counts an element.
  ///
  /// - Parameter mayLeaveOut: whether elements may be left out.
  /// - Returns: whether this one is.
  @inline(__always)
  mutating func add(_ line: ProductionLine, mayLeaveOut: Bool, _ texts: TextStore, _ bytes: RawSpan) -> Bool {
    if line.usual.has(.type) || !line.has(.type) {
      lines += 1
      return false
    }
    return addUnusual(line.type, mayLeaveOut: mayLeaveOut && !line.present.has(.status), texts, bytes)
  }

  @inline(never)
  private mutating func addUnusual(
    _ type: Text, mayLeaveOut: Bool, _ texts: TextStore, _ bytes: RawSpan
  ) -> Bool {
    if texts.withBytes(of: type, window: bytes, { $0.equals("tokens") }) {
      lines += 1
      return false
    }
    let isLeftOut = mayLeaveOut && !hasBegun
    others += 1
    if isLeftOut { leftOut += 1 }
    if firstOther == nil { firstOther = texts.withBytes(of: type, window: bytes, JSONCursor.copy) }
    return isLeftOut
  }

  /// What is wrong with a document whose elements are all of another type, or from which some were left out.
  var problem: SourceProblem? {
    guard let firstOther, lines == 0 || leftOut > 0 else { return nil }
    if lines > 0 {
      return SourceProblem(
        kind: .anotherKind,
        message: """
          expected the type \(name: "tokens"), found \(data: firstOther) first: what stands before the first production \
          line was not audited
          """,
        remedy: "Save the answer of \(name: "GET /api/tokens") by itself")
    }
    let isCatalogue = firstOther == "alphabet" || firstOther == "alphabets"
    return SourceProblem(
      kind: .anotherKind,
      message: isCatalogue
        ? "this is an alphabets answer" : "expected the type \(name: "tokens"), found only \(data: firstOther)",
      remedy: isCatalogue
        ? """
        An audit takes it with \(name: "--alphabets") beside the list of production lines; to fetch it takes \
        \(name: "--what alphabets")
        """
        : "Save the answer of \(name: "GET /api/tokens")")
  }
}
