import Analysis

/// Reads the catalogue that `--alphabets` names.
enum AlphabetsInput {
  /// How reading ended.
  enum Result {
    /// The catalogue.
    case read(AlphabetReader.Answer)
    /// It can't be used, which has been said.
    case failed(ExitCode)
  }

  /// Reads a file or an answer of the service to its end.
  ///
  /// - Parameter wantsDigest: whether its SHA-256 is computed.
  static func read(
    _ source: InputSource, _ settings: AuditSettings, wantsDigest: Bool = false, _ messages: Messages
  ) -> Result {
    var isLive = false
    if case .live = source.place { isLive = true }
    do throws(InputError) {
      let stream = try source.open()
      let digest = InputDigest(of: stream, isWanted: wantsDigest)
      var answer = AlphabetReader.read(
        StreamSource(stream, digest: digest), name: source.name, settings: settings, isAnswer: isLive)
      if wantsDigest { answer.digest = InputItem.source(source).digest(digest) }
      messages.errors(answer.problems, of: source.name)
      return answer.problems.first.map { .failed(ExitCode($0, otherwise: .configuration)) } ?? .read(answer)
    } catch {
      if error.remedy != nil {
        messages.error("\(source.name): \(error.problem.text.plain)")
      } else {
        messages.error("\(error.text). \(OptionSpec.alphabets.name) needs a saved answer of GET /api/alphabets.")
      }
      return .failed(ExitCode(error.problem, otherwise: .configuration))
    }
  }
}
