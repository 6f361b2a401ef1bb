/// A file that is there as a whole or not at all.
///
/// The bytes go to a temporary file beside the target, which replaces it at `commit`; until then, and after any
/// failure, an older file stays as it was. Devices and FIFOs are written in place; when one's reader has gone away, the
/// rest is dropped without an error.
final class OutputFile: ByteSink {
  /// The path as the user named it.
  let path: String
  private let target: OutputTarget
  private let temporaries: TemporaryFiles
  private let temporary: String?
  private var descriptor: FileDescriptor?
  private var buffer = OutputBuffer()
  private var isClosed = false

  /// Fails as writing the path would fail, without touching it.
  static func checkWritable(_ path: String) throws(OutputError) {
    do throws(SystemError) {
      try OutputTarget.resolve(path).checkWritable()
    } catch { throw OutputError(path, error) }
  }

  /// Prepares to write the path; what is there stays until `commit`.
  ///
  /// - Parameters:
  ///   - isPrivate: whether only the user may read the file, whatever one that is there allows.
  ///   - mustBeRegular: whether what could not be taken back is refused: a device, or a FIFO, which waits for its
  ///     reader.
  init(
    _ path: String, temporaries: TemporaryFiles, isPrivate: Bool = false, mustBeRegular: Bool = false
  ) throws(OutputError) {
    self.path = path
    self.temporaries = temporaries
    do throws(SystemError) { target = try .resolve(path) } catch { throw OutputError(path, error) }
    if mustBeRegular, !target.isRegular { throw OutputError(path, "it is no regular file") }
    do throws(SystemError) {
      try target.checkWritable()
      switch target {
      case .descriptor(let number):
        descriptor = try .duplicate(number)
        temporary = nil
      case .inPlace(let path):
        descriptor = try .open(path, [.writing, .noTerminal])
        temporary = nil
      case .new(let path):
        let created = try temporaries.create(in: FilePath.folder(of: path), mode: isPrivate ? 0o600 : 0o666)
        descriptor = FileDescriptor(owning: created.number)
        temporary = created.path
      case .existing(let path, let mode, let user, let group):
        let created = try temporaries.create(in: FilePath.folder(of: path), mode: isPrivate ? 0o600 : mode & 0o600)
        descriptor = FileDescriptor(owning: created.number)
        temporary = created.path
        if isPrivate { break }
        // Only root may give a file away, but its owner may give it to a group of theirs. A group that it can't be
        // given to passes its rights to no other. The permissions come last, since a change of owner resets some.
        let keepsGroup = [user, nil].contains { systemGive(created.number, user: $0, group: group) }
        try? systemSetPermissions(created.number, keepsGroup ? mode : mode & ~0o070)
      }
    } catch { throw OutputError(path, error) }
  }

  deinit { discard() }

  /// Whether the bytes go to a temporary file until `commit`, so that they can be taken back.
  var isTemporary: Bool { temporary != nil }

  /// Forgets what was written, as if nothing had been; only a temporary file can.
  func restart() throws(OutputError) {
    guard temporary != nil, let number = openNumber() else { return }
    buffer = OutputBuffer()
    do {
      try systemEmpty(number)
      try systemSeek(number, to: 0)
    } catch { try fail(error) }
  }

  /// Takes the bytes, which may stay in a buffer until `commit`.
  func write(_ bytes: RawSpan) throws(OutputError) {
    guard let number = openNumber() else { return }
    do { try buffer.append(bytes, to: number) } catch { try fail(error) }
  }

  /// Takes the text as UTF-8, which may stay in a buffer until `commit`.
  func write(_ text: String) throws(OutputError) {
    guard let number = openNumber() else { return }
    do { try buffer.append(text, to: number) } catch { try fail(error) }
  }

  /// Puts the file in its place, safe from a loss of power; without it nothing happens to the target.
  ///
  /// - Parameter suffix: what the name of the file gets behind it, so that it is another one.
  func commit(addingToName suffix: String = "") throws(OutputError) {
    guard let number = openNumber() else { return }
    do throws(SystemError) {
      try buffer.flush(to: number)
      if temporary != nil { try systemSync(number) }
      try descriptor.take()?.close()
      if let temporary, let final = finalPath {
        try temporaries.publish(temporary, as: final + suffix)
        try systemSync(folder: FilePath.folder(of: final))
      }
    } catch {
      try fail(error)
    }
    isClosed = true
  }

  /// Puts the file in its place.
  func finish() throws(OutputError) { try commit() }

  /// Gives the output up: the temporary file is removed, and the target stays as it was.
  func discard() {
    descriptor = nil
    isClosed = true
    if let temporary { temporaries.remove(temporary) }
  }

  private var finalPath: String? {
    switch target {
    case .new(let path), .existing(let path, _, _, _): path
    case .descriptor, .inPlace: nil
    }
  }

  /// The number to write to, or nil when the reader has gone away or the file is finished.
  private func openNumber() -> Int32? {
    if isClosed { return nil }
    return descriptor?.number
  }

  private func fail(_ error: SystemError) throws(OutputError) {
    discard()
    if temporary == nil, error.isWithoutReader { return }
    throw OutputError(path, error)
  }
}
