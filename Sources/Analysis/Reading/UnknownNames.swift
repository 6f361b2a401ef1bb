/// Keys that TokAudit doesn't know: skipped without fuss, but named in the report, since a new key may mean a new
/// format.
public struct UnknownNames: Mergeable, Equatable, Sendable {
  /// Names that are kept.
  public static let limit = 20
  /// Bytes of a name that are kept, at most; an ellipsis stands for the others.
  private static let nameLimit = 64

  /// The first names, each once.
  public private(set) var names: [String] = []
  /// How many unknown keys there were in all.
  public private(set) var count = 0

  public init() {}

  /// Adds a key, given as it stands in the document.
  mutating func add(_ name: RawSpan, prefix: String) {
    count += 1
    guard names.count < UnknownNames.limit else { return }
    let bytes = JSONCursor.unescaped(name)
    var end = min(bytes.count, UnknownNames.nameLimit)
    // Not in the middle of a character.
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    keep(prefix + String(decoding: bytes[..<end], as: UTF8.self) + (end < bytes.count ? "…" : ""))
  }

  private mutating func keep(_ name: String) {
    guard names.count < UnknownNames.limit, !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { return }
    names.append(name)
  }

  public mutating func merge(_ next: UnknownNames) {
    count += next.count
    for name in next.names { keep(name) }
  }
}
