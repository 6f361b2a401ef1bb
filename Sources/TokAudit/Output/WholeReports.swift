/// Writes reports of which everything is known; one that can't be written is named, the others are written all the
/// same.
struct WholeReports {
  private let outputs: [ReportOutput]
  private let standard: ReportOutput.Kind
  private let temporaries: TemporaryFiles
  /// What could not be written.
  private(set) var failures: [OutputError] = []

  /// - Parameter standard: the kind on standard output, where there are no outputs.
  init(_ outputs: [ReportOutput], standard: ReportOutput.Kind, temporaries: TemporaryFiles) {
    self.outputs = outputs
    self.standard = standard
    self.temporaries = temporaries
  }

  /// Writes all reports.
  ///
  /// - Parameter body: writes one, and gets its path for errors.
  mutating func write(
    _ body: (_ kind: ReportOutput.Kind, _ sink: any ByteSink, _ path: String) throws(OutputError) -> Void
  ) {
    if outputs.isEmpty {
      let standard = standard
      attempt { () throws(OutputError) in
        let sink = StandardOutput()
        try body(standard, sink, "standard output")
        try sink.finish()
      }
    }
    for output in outputs {
      let temporaries = temporaries
      attempt { () throws(OutputError) in
        let file = try OutputFile(output.path, temporaries: temporaries)
        do throws(OutputError) {
          try body(output.kind, file, output.path)
          try file.finish()
        } catch {
          file.discard()
          throw error
        }
      }
    }
  }

  private mutating func attempt(_ body: () throws(OutputError) -> Void) {
    do throws(OutputError) { try body() } catch { failures.append(error) }
  }
}
