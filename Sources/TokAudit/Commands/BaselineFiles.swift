import Analysis

/// Reads what was known before the audit: the files that `--accept` and `--previous` name.
enum BaselineFiles {
  /// - Parameter day: the day of the previous report, since which its new findings are open; empty if it is not known.
  /// - Returns: the baseline; nil if a file can't be used, which has been said then.
  static func read(
    _ parsed: ParsedCommand, _ settings: AuditSettings, of day: String, _ messages: Messages
  ) -> Baseline? {
    do throws(InputError) {
      var accepted: AcceptedFindings?
      var previous: PreviousReport?
      if let path = parsed.value(.accept) {
        accepted = try use(path) { (source) throws(SourceProblem) in
          try AcceptedFindings(source, asOf: settings.asOf)
        }
      }
      if let path = parsed.value(.previous) {
        previous = try use(path) { (source) throws(SourceProblem) in
          try PreviousReport(source, of: day, keepingIn: Spool())
        }
      }
      return Baseline(accepted: accepted, previous: previous)
    } catch {
      messages.error(error.text)
      return nil
    }
  }

  /// Reads a file that an option names, or that a run has kept.
  ///
  /// - Parameter mustBeRegular: whether a FIFO is refused.
  static func use<Result>(
    _ path: String, mustBeRegular: Bool = false,
    _ read: (consuming StreamSource) throws(SourceProblem) -> Result
  ) throws(InputError) -> Result {
    let name = InputNames.shown(path)
    let stream = try InputSource(
      name: name, place: .path(path), storedByteCount: nil, mustBeRegular: mustBeRegular
    ).open()
    do throws(SourceProblem) { return try read(StreamSource(stream)) } catch {
      throw InputError(name, error.text.plain)
    }
  }
}
