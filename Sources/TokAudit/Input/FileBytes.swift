import Analysis

/// A file that is no pipe and not compressed, to be read at any place.
final class FileBytes: RereadableBytes {
  let count: Int
  private let file: FileDescriptor
  /// Where the input begins in the file.
  private let start: Int

  private init(_ file: consuming FileDescriptor, start: Int, count: Int) {
    self.count = count
    self.file = file
    self.start = start
  }

  func read(at offset: Int, count: Int) throws(SourceFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    do throws(SystemError) {
      while filled < count {
        let read = try systemRead(file.number, into: &bytes, at: filled, fileOffset: start + offset + filled)
        if read == 0 { break }
        filled += read
      }
    } catch { throw SourceFailure(error.text) }
    // A file that has become shorter meanwhile has zeros there, which no list has.
    return bytes
  }

  /// Opens an input.
  ///
  /// - Returns: nil if it must be read from its beginning: a pipe, a device, what is compressed, an answer.
  static func open(_ item: InputItem) throws(SystemError) -> FileBytes? {
    guard case .source(let source) = item, let file = try item.reopened() else { return nil }
    let status = try FileStatus(descriptor: file.number)
    guard status.kind == .regular else { return nil }
    let start = source.start ?? 0
    var magic: [UInt8] = [0, 0]
    let read = try systemRead(file.number, into: &magic, at: 0, fileOffset: start)
    if Gzip.isMagic(Array(magic.prefix(read))) { return nil }
    return FileBytes(file, start: start, count: max(0, status.size - start))
  }
}
