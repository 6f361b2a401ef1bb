import Analysis

/// The examination of token files that belongs to an audit.
struct TokenSection {
  /// What names the files.
  private enum Place {
    case folder(DataFolder)
    /// A table that has not been read.
    case table(String)
    case map(DataMap)
  }

  private var place: Place
  private let earlier: EarlierLists
  private let wantsDigest: Bool

  /// Nil if no token files are given.
  init?(_ parsed: ParsedCommand) throws(UsageError) {
    wantsDigest = parsed.flag(.digest, default: true)
    earlier = try EarlierLists(parsed)
    switch (parsed.value(.data), parsed.value(.dataMap)) {
    case (nil, nil):
      for option in [OptionSpec.earlier, .uniqueAcross] where parsed.isGiven(option) {
        throw UsageError(
          "'\(option.name)' needs token files: name their folder with '\(OptionSpec.data.name)', or a table of them with "
            + "'\(OptionSpec.dataMap.name)'.", command: parsed.command)
      }
      return nil
    case (let path?, nil): place = .folder(DataFolder(path))
    case (nil, let path?): place = .table(path)
    case (_?, _?):
      throw UsageError(
        "'\(OptionSpec.data.name)' and '\(OptionSpec.dataMap.name)' exclude each other.", command: parsed.command)
    }
  }

  /// Reads the table, if there is one; false if it can't be used, which has been said then.
  mutating func readMap(_ messages: Messages) -> Bool {
    guard case .table(let path) = place else { return true }
    do throws(InputError) {
      place = .map(try DataMap(path))
      return true
    } catch {
      messages.error(error.text)
      return false
    }
  }

  /// What the token files are to the system.
  var identities: Set<FileIdentity> {
    switch place {
    case .folder(let folder): folder.identities()
    case .map(let map): map.identities()
    case .table: []
    }
  }

  /// Reads the files of the production lines that were heard.
  func examine(
    _ heard: inout AuditListeners, by auditor: Auditor, into audit: inout Audit, baseline: inout Baseline
  ) {
    guard let collector = heard.tokens else { return }
    let place = place
    @Sendable func open(_ file: TokenFile) throws(SourceFailure) -> StreamSource {
      switch place {
      case .folder(let folder): try folder.open(file)
      case .map(let map): try map.open(file)
      case .table: preconditionFailure("the table of token files was not read")
      }
    }
    @Sendable func path(of file: TokenFile) -> String {
      switch place {
      case .folder(let folder): folder.path(of: file)
      case .map: file.path ?? ""
      case .table: preconditionFailure("the table of token files was not read")
      }
    }
    let files: [TokenFile]
    switch place {
    case .folder(let folder):
      do throws(InputError) { files = try folder.files() } catch {
        audit.add(SourceReport(name: folder.name, problems: [error.problem]))
        return
      }
    case .map(let map): files = map.files
    case .table: files = []
    }
    let before = earlier.read(by: auditor)
    let digests: @Sendable ([TokenFile]) -> [String?] = { files in
      FileDigests.of(
        files.map { file in
          FileDigests.File(
            path: path(of: file), open: { () throws(SourceFailure) in try open(file) })
        })
    }
    auditor.examineTokens(
      of: collector, in: files, earlier: before.states, into: &audit, baseline: &baseline, observer: &heard,
      digests: wantsDigest ? digests : nil, open: { (file) throws(SourceFailure) in try open(file) })
    for report in before.problems { audit.add(report) }
  }
}
