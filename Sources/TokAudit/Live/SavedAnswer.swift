internal import Synchronization

/// A file that gets the bytes of an answer as they came; what is not whole goes away, or to a file of its own.
final class SavedAnswer: Sendable {
  /// What the file for a broken answer has behind its name.
  static let partialSuffix = ".partial"

  /// The path as the user named it.
  let path: String
  private let keepsPartial: Bool
  private let file: Mutex<OutputFile>
  private let isEmpty = Mutex(true)

  /// Prepares to write the path.
  ///
  /// - Parameter isPrivate: whether only the user may read the file.
  init(
    _ path: String, keepsPartial: Bool, temporaries: TemporaryFiles, isPrivate: Bool = false
  ) throws(OutputError) {
    self.path = path
    self.keepsPartial = keepsPartial
    // A broken answer could not be taken back from anything else.
    file = Mutex(try OutputFile(path, temporaries: temporaries, isPrivate: isPrivate, mustBeRegular: true))
  }

  /// Adds bytes.
  func write(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
    if bytes.isEmpty { return }
    isEmpty.withLock { $0 = false }
    try change { (file) throws(OutputError) in try file.write(bytes.span.bytes) }
  }

  /// Begins again with nothing.
  func restart() throws(OutputError) {
    isEmpty.withLock { $0 = true }
    try change { (file) throws(OutputError) in try file.restart() }
  }

  /// Ends it: a whole answer gets its name, any other is removed, or kept under another name.
  ///
  /// - Returns: the path of what was written, nil if nothing was.
  func finish(isWhole: Bool) throws(OutputError) -> String? {
    let suffix = isWhole ? "" : Self.partialSuffix
    let isKept = isWhole || keepsPartial && !isEmpty.withLock { $0 }
    try change { (file) throws(OutputError) in
      if isKept { try file.commit(addingToName: suffix) } else { file.discard() }
    }
    return isKept ? path + suffix : nil
  }

  private func change(_ use: (OutputFile) throws(OutputError) -> Void) throws(OutputError) {
    // The lock's closure may throw only what it is declared to, so the result carries the error out.
    let result: Result<Void, OutputError> = file.withLock { file in
      do throws(OutputError) { return .success(try use(file)) } catch { return .failure(error) }
    }
    try result.get()
  }
}
