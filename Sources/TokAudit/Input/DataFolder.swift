import Analysis

/// The folder of token files that `--data` names.
struct DataFolder: Sendable {
  /// The folder, as reports call it.
  let name: String
  private let path: String

  init(_ path: String) {
    self.path = path
    name = InputNames.shown(path)
  }

  /// Its files in the order of their names, those in folders inside left out.
  ///
  /// What is no regular file is not opened: a FIFO would wait for its writer.
  func files() throws(InputError) -> [TokenFile] {
    do throws(SystemError) {
      let found = try Folder.entries(of: path) { _ in true }
      return found.names.map { file in
        TokenFile(name: shown(file), place: TokenFileName(file), problem: Self.problem(at: join(path, file)))
      }
    } catch {
      guard error.isNoFolder else { throw InputError(name, error) }
      throw InputError(
        name, "it is no folder",
        remedy: """
          Name the folder that the token files lie in; what files are called otherwise a table with \(name: "--data-map") \
          tells
          """)
    }
  }

  /// Which files of the folder a report would replace.
  func identities() -> Set<FileIdentity> {
    guard let found = try? Folder.entries(of: path, where: { _ in true }) else { return [] }
    return Set(found.names.filter { TokenFileName($0).isUUID }.compactMap { FileIdentity(join(path, $0)) })
  }

  /// Opens one of its files.
  func open(_ file: TokenFile) throws(SourceFailure) -> StreamSource {
    let path = path(of: file)
    do throws(InputError) {
      return StreamSource(
        try InputSource(name: file.name, place: .path(path), storedByteCount: nil).open())
    } catch { throw SourceFailure(error) }
  }

  /// Where one of its files is.
  func path(of file: TokenFile) -> String {
    join(path, String(decoding: file.name.utf8.dropFirst(shown("").utf8.count), as: UTF8.self))
  }

  /// Why what a path leads to can't be a token file; nil if it can.
  static func problem(at path: String) -> SourceProblem? {
    do throws(SystemError) {
      return try FileStatus(path).kind == .regular ? nil : .unreadable("it is no regular file")
    } catch { return .unreadable(error.text) }
  }

  private func shown(_ file: String) -> String { join(name, file) }

  private func join(_ folder: String, _ file: String) -> String {
    folder.utf8.last == UInt8(ascii: "/") ? folder + file : "\(folder)/\(file)"
  }
}
