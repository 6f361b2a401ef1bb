/// What reports must not replace: inputs, and each other, whatever their paths look like.
struct OutputGuard {
  private var read = Set([FileIdentity(descriptor: 0)].compactMap(\.self))
  private let folders: Set<FileIdentity>
  private let command: CommandSpec

  /// - Parameters:
  ///   - items: the inputs.
  ///   - operands: the inputs as they were named: some may be folders.
  ///   - files: other files that options name.
  init(_ items: [InputItem], operands: [String], files: [String?], command: CommandSpec) {
    for case .source(let source) in items {
      if case .path(let path) = source.place, let identity = FileIdentity(path) { read.insert(identity) }
    }
    for case .some(let path) in files {
      if let identity = FileIdentity(path) { read.insert(identity) }
    }
    folders = Set(operands.compactMap { FileIdentity($0) })
    self.command = command
  }

  /// Fails where a report would replace an input, or two reports one file, or become an input of the next time.
  func check(_ outputs: [ReportOutput]) throws(UsageError) {
    var written: Set<FileIdentity> = []
    for output in outputs {
      if output.path.hasSuffix(".json"), let folder = FileIdentity(OutputTarget.folder(of: output.path)),
        folders.contains(folder)
      {
        throw objection(output, "It would be read as an input of its folder the next time.")
      }
      guard let identity = FileIdentity(output.path) ?? FileIdentity(new: output.path) else { continue }
      if read.contains(identity) {
        throw objection(output, "It is one of the inputs, which a report must not replace.")
      }
      if !written.insert(identity).inserted { throw objection(output, "Two reports can't go to one file.") }
    }
  }

  private func objection(_ output: ReportOutput, _ reason: String) -> UsageError {
    .invalid(output.path, for: .output, because: reason, in: command)
  }
}
