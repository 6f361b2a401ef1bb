import Analysis

/// The examination of token files that belongs to an audit.
struct TokenSection {
  private let folder: DataFolder

  /// Nil if no token files are given.
  init?(_ parsed: ParsedCommand) {
    guard let path = parsed.value(.data) else { return nil }
    folder = DataFolder(path)
  }

  /// Fails where a report would replace a token file.
  func protect(_ outputs: [ReportOutput], _ parsed: ParsedCommand) throws(UsageError) {
    let read = folder.identities()
    for output in outputs {
      guard let identity = FileIdentity(output.path), read.contains(identity) else { continue }
      throw .invalid(
        output.path, for: .output, because: "It is one of the token files, which a report must not replace.",
        in: parsed.command)
    }
  }

  /// Reads the files of the production lines that were heard.
  func examine(
    _ heard: inout AuditListeners, by auditor: Auditor, into audit: inout Audit, baseline: inout Baseline
  ) {
    guard let collector = heard.tokens else { return }
    let files: [TokenFile]
    do throws(InputError) { files = try folder.files() } catch {
      audit.add(SourceReport(name: folder.name, problems: [.unreadable(error.message)]))
      return
    }
    auditor.examineTokens(
      of: collector, in: files, into: &audit, baseline: &baseline, observer: &heard,
      open: { (file) throws(SourceFailure) in try folder.open(file) })
  }
}
