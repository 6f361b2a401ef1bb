/// What a list says of the token files that the service has: those of all production lines that are ended, finished or
/// analyzed.
public struct TokenFileList: Sendable {
  /// A token file at the service.
  public struct Entry: Sendable {
    /// The id of the production line, as it stands.
    public let id: String
    /// What ids are compared by, see `TokenFileName`.
    public let key: [UInt8]
    /// The bytes that the list states, nil if they can't be told.
    public let bytes: Int?
    /// When the job was requested, nil if that can't be told.
    public let requested: Timestamp?
    /// When the file was complete, nil if that can't be told.
    public let ended: Timestamp?
    /// Whether another production line of the list has the same id.
    public fileprivate(set) var isTwice = false
  }

  /// The token files in the order of the list.
  public private(set) var entries: [Entry] = []
  /// Production lines of another status: there is no file, or none any more.
  public private(set) var others = 0

  /// A list that says nothing.
  public init() {}

  private static let statuses: [Status] = [.ended, .finished, .analyzed]

  /// Reads an answer of the service to its end.
  ///
  /// Memory grows with the production lines.
  ///
  /// - Returns: what the list says, and a report that has problems if it isn't one whole list of production lines.
  public static func read<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, progress: (_ productionLines: Int) -> Void = { _ in }
  ) -> (list: TokenFileList, report: SourceReport) {
    var list = TokenFileList()
    let report = AnswerCheck.tokens(source, name: name, progress: progress) { list.add($0) }
    var places: [[UInt8]: Int] = [:]
    for (place, entry) in list.entries.enumerated() {
      guard let first = places.updateValue(place, forKey: entry.key) else { continue }
      list.entries[first].isTwice = true
      list.entries[place].isTwice = true
    }
    return (list, report)
  }

  private mutating func add(_ batch: Batch) {
    for line in batch.lines {
      guard line.has(.status), let status = line.status, TokenFileList.statuses.contains(status) else {
        others += 1
        continue
      }
      let id = line.has(.id) ? batch.texts.bytes(of: line.id) : []
      entries.append(
        Entry(
          id: String(decoding: id, as: UTF8.self), key: id.comparedAsID,
          bytes: line.has(.dataSize) ? line.fileSizes[.dataSize] : nil, requested: line.stamp(.requested),
          ended: line.stamp(.ended)))
    }
  }
}
