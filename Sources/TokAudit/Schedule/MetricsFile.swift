import Analysis

/// The file of a job's metrics: replaced as a whole, and everybody may read it, since the collector is another user.
///
/// Unlike other outputs its draft has a fixed name, so that the next run removes what a killed one has left. The lock
/// of the job is held while it is written.
struct MetricsFile {
  /// The path as the user named it.
  let path: String
  /// The name of the job.
  let job: String

  /// The name of the metric that outlives runs that failed.
  static let lastSuccess = "tokaudit_last_success_timestamp_seconds"

  /// Puts the text in the place of what is there.
  func write(_ text: String) throws(OutputError) {
    do throws(SystemError) {
      let final: String
      switch try OutputTarget.resolve(path) {
      case .new(let found), .existing(let found, _, _, _): final = found
      case .descriptor, .inPlace: throw .invalid
      }
      let folder = FilePath.folder(of: final)
      let draft = "\(folder)/.tokaudit-\(job).prom.tmp"
      FileNames.remove(draft)
      do throws(SystemError) {
        let file = try FileDescriptor.open(draft, [.writing, .new, .notLink], mode: 0o644)
        try systemSetPermissions(file.number, 0o644)
        try Array(text.utf8).withUnsafeBufferPointer { (all) throws(SystemError) in
          try systemWrite(file.number, UnsafeRawBufferPointer(all))
        }
        try systemSync(file.number)
        try file.close()
        try FileNames.rename(draft, to: final)
      } catch {
        FileNames.remove(draft)
        throw error
      }
    } catch { throw OutputError(path, error) }
  }

  /// The last success that the file tells, for when the runs themselves can't be read; nil if there is none.
  func lastSuccess() -> Timestamp? {
    let start = "\(MetricsFile.lastSuccess){job_name=\"\(job)\"} "
    do throws(SystemError) {
      let file = try FileDescriptor.open(path, .noWaiting)
      // The value stands near the beginning of a file of some kilobytes.
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = try systemRead(file.number, into: &bytes)
      let rows = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
      guard let value = rows.first(where: { $0.hasPrefix(start) })?.dropFirst(start.count) else { return nil }
      let parts = value.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].utf8.count == 3, let milliseconds = Int(parts[0] + parts[1]) else { return nil }
      return Timestamp(milliseconds: milliseconds)
    } catch { return nil }
  }
}
