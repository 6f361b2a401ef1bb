import Analysis

/// The token files that the table of `--data-map` names.
struct DataMap {
  /// The table, as reports call it.
  let name: String
  /// Its files in the order of its rows.
  let files: [TokenFile]

  /// Reads the table; paths begin at its folder.
  init(_ path: String) throws(InputError) {
    name = InputNames.shown(path)
    let map = try BaselineFiles.use(path) { (source) throws(SourceProblem) in try TokenFileMap(source) }
    let folder = FilePath.folder(of: path)
    var files: [TokenFile] = []
    var known: Set<FileIdentity> = []
    for row in map.rows {
      let full = FilePath.joining(folder, row.path)
      if let identity = FileIdentity(full), !known.insert(identity).inserted {
        throw InputError(name, row.isTwice.text.plain)
      }
      files.append(
        TokenFile(name: Self.shown(row.path), place: row.place, problem: DataFolder.problem(at: full), path: full))
    }
    self.files = files
  }

  /// Which files a report would replace.
  func identities() -> Set<FileIdentity> {
    Set(files.compactMap { $0.path.flatMap { FileIdentity($0) } })
  }

  /// Opens one of its files.
  func open(_ file: TokenFile) throws(SourceFailure) -> StreamSource {
    do throws(InputError) {
      return StreamSource(
        try InputSource(name: file.name, place: .path(file.path ?? ""), storedByteCount: nil).open())
    } catch { throw SourceFailure(error) }
  }

  /// A report doesn't depend on where the files lie, so of an absolute path it has the last component only.
  private static func shown(_ path: String) -> String {
    guard FilePath.isRooted(path), let last = path.utf8.split(separator: UInt8(ascii: "/")).last else {
      return path
    }
    return String(decoding: last, as: UTF8.self)
  }
}
