import Analysis

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Bytes kept aside for later: in memory while they are few, then in a temporary file that has no name any more, so that
/// none is left behind however the process ends.
final class Spool: ByteStore {
  private let memoryLimit: Int
  private var file: FileDescriptor?
  private var fileCount = 0
  /// What comes after the bytes in the file.
  private var tail: [UInt8] = []

  /// An empty spool.
  ///
  /// - Parameter memoryLimit: bytes that may wait in memory before they go to the file.
  init(memoryLimit: Int = 1 << 20) {
    self.memoryLimit = memoryLimit
  }

  var count: Int { fileCount + tail.count }

  func append(_ bytes: RawSpan) throws(SourceFailure) {
    bytes.withUnsafeBytes { tail.append(contentsOf: $0) }
    guard tail.count > memoryLimit else { return }
    do throws(SystemError) { try flush() } catch { throw Self.failure(error) }
  }

  func read(at offset: Int, count: Int) throws(SourceFailure) -> [UInt8] {
    precondition(offset >= 0 && count >= 0 && offset + count <= self.count, "bytes that are not in the spool")
    let stored = max(0, min(count, fileCount - offset))
    var bytes = [UInt8](repeating: 0, count: stored)
    do throws(SystemError) { try fill(&bytes, from: offset) } catch { throw Self.failure(error) }
    if stored < count {
      let start = offset + stored - fileCount
      bytes += tail[start..<(start + count - stored)]
    }
    return bytes
  }

  func removeAll() throws(SourceFailure) {
    tail.removeAll()
    fileCount = 0
    // Closing the only descriptor gives the space back.
    file = nil
  }

  private func flush() throws(SystemError) {
    if file == nil { file = try Self.temporaryFile() }
    guard let number = file?.number else { return }
    try tail.withUnsafeBufferPointer { (all) throws(SystemError) in
      try systemWrite(number, UnsafeRawBufferPointer(all))
    }
    fileCount += tail.count
    tail.removeAll(keepingCapacity: true)
  }

  private func fill(_ bytes: inout [UInt8], from offset: Int) throws(SystemError) {
    guard let number = file?.number else { return }
    var filled = 0
    while filled < bytes.count {
      let count = try systemRead(number, into: &bytes, at: filled, fileOffset: offset + filled)
      if count == 0 { throw SystemError(EIO) }
      filled += count
    }
  }

  /// An open file in the folder for temporary files, already without its name.
  private static func temporaryFile() throws(SystemError) -> FileDescriptor {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(folder.isEmpty ? "/tmp" : folder)/tokaudit-XXXXXX".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { throw .last }
    _ = unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    return FileDescriptor(owning: number)
  }

  private static func failure(_ error: SystemError) -> SourceFailure {
    SourceFailure("a temporary file: \(error.text)")
  }
}
