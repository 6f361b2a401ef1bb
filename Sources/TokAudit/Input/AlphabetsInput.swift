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
  static func read(_ source: InputSource, _ settings: AuditSettings, _ messages: Messages) -> Result {
    var isLive = false
    if case .live = source.place { isLive = true }
    do throws(InputError) {
      let stream = try source.open()
      let answer = AlphabetReader.read(
        StreamSource(stream), name: source.name, settings: settings, isAnswer: isLive)
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
