/// The ids that have another form than the usual, each once: their bytes, and the number by which `ObjectID` names
/// them.
struct ObjectIDs: Sendable {
  private var texts: [[UInt8]] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// The id of these bytes, `none` for no bytes.
  @inline(__always)
  mutating func id(_ bytes: ArraySlice<UInt8>) -> ObjectID {
    if let usual = ObjectID(bytes.span.bytes) { return usual }
    return other(bytes)
  }

  @inline(never)
  private mutating func other(_ bytes: ArraySlice<UInt8>) -> ObjectID {
    let text = Array(bytes)
    if text.isEmpty { return .none }
    if let known = numbers[text] { return ObjectID(aside: known) }
    numbers[text] = texts.count
    texts.append(text)
    return ObjectID(aside: texts.count - 1)
  }

  /// The bytes of an id; nothing for one that is only a hash.
  func text(_ id: ObjectID) -> [UInt8] {
    if id.isAside { return texts[Int(id.first) - 1] }
    return id.prefix < 2 ? [] : id.usualText
  }

  /// The id as a string.
  func string(_ id: ObjectID) -> String {
    String(decoding: text(id), as: UTF8.self)
  }
}
