import Analysis
internal import Synchronization

/// Bytes kept aside for later: in memory while they are few, then in a temporary file that has no name any more, so
/// that none is left behind however the process ends.
final class Spool: ByteStore {
  /// Bytes that are copied at a time (1 MiB).
  private static let piece = 1 << 20

  private let contents: Mutex<Contents>

  /// An empty spool.
  ///
  /// - Parameter memoryLimit: bytes that may wait in memory before they go to the file.
  init(memoryLimit: Int = 1 << 20) {
    contents = Mutex(Contents(memoryLimit: memoryLimit))
  }

  var count: Int { contents.withLock { $0.count } }

  func append(_ bytes: RawSpan) throws(SourceFailure) {
    var rest = bytes
    while !rest.isEmpty {
      // Never a second copy of all that is to be kept.
      let copy = rest.extracting(first: Self.piece).withUnsafeBytes { Array($0) }
      rest = rest.extracting(droppingFirst: copy.count)
      let failure = contents.withLock { contents -> SystemError? in
        do throws(SystemError) { try contents.append(copy) } catch { return error }
        return nil
      }
      if let failure { throw Self.failure(failure) }
    }
  }

  func read(at offset: Int, count: Int) throws(SourceFailure) -> [UInt8] {
    let result = contents.withLock { contents -> Result<[UInt8], SystemError> in
      do throws(SystemError) { return .success(try contents.read(at: offset, count: count)) } catch {
        return .failure(error)
      }
    }
    do throws(SystemError) { return try result.get() } catch { throw Self.failure(error) }
  }

  /// Forgets everything.
  func removeAll() {
    contents.withLock { $0.removeAll() }
  }

  private static func failure(_ error: SystemError) -> SourceFailure {
    SourceFailure(
      "a temporary file: \(error.text)",
      remedy: "Name a folder that is there and has room in \(name: "TMPDIR")", folder: Contents.folder)
  }
}

/// What is in a spool, used by one thread at a time.
private struct Contents: ~Copyable {
  private let memoryLimit: Int
  private var file: FileDescriptor?
  private var fileCount = 0
  /// What comes after the bytes in the file.
  private var tail: [UInt8] = []

  init(memoryLimit: Int) {
    self.memoryLimit = memoryLimit
  }

  var count: Int { fileCount + tail.count }

  mutating func append(_ bytes: [UInt8]) throws(SystemError) {
    tail += bytes
    guard tail.count > memoryLimit else { return }
    if file == nil { file = try Self.temporaryFile() }
    guard let number = file?.number else { return }
    try tail.withUnsafeBufferPointer { (all) throws(SystemError) in
      // At its place, also where an earlier attempt has left a part behind.
      try systemWrite(number, UnsafeRawBufferPointer(all), fileOffset: fileCount)
    }
    fileCount += tail.count
    tail.removeAll(keepingCapacity: tail.capacity <= 2 * memoryLimit)
  }

  mutating func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    precondition(offset >= 0 && count >= 0 && offset + count <= self.count, "bytes that are not in the spool")
    let stored = max(0, min(count, fileCount - offset))
    var bytes = [UInt8](repeating: 0, count: stored)
    var filled = 0
    while filled < stored, let number = file?.number {
      let count = try systemRead(number, into: &bytes, at: filled, fileOffset: offset + filled)
      if count == 0 { throw .broken }
      filled += count
    }
    if stored < count {
      let start = offset + stored - fileCount
      bytes += tail[start..<(start + count - stored)]
    }
    return bytes
  }

  mutating func removeAll() {
    tail.removeAll()
    fileCount = 0
    // Closing the only descriptor gives the space back.
    file = nil
  }

  /// The folder for temporary files.
  static var folder: String {
    let named = Environment.value("TMPDIR") ?? ""
    return named.isEmpty ? "/tmp" : named
  }

  /// An open file in that folder, already without its name.
  private static func temporaryFile() throws(SystemError) -> FileDescriptor {
    try .nameless(in: folder)
  }
}
