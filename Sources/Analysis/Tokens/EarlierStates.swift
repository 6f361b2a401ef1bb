/// What earlier exports say of production lines after parts whose token files may be gone.
public struct EarlierStates: Sendable {
  private var states: [[UInt8]: [TokenJob]] = [:]

  /// The states that a collector has heard, as far as their checksums can be used.
  public init(_ collector: TokenJobCollector = TokenJobCollector()) {
    for job in collector.jobs where job.phase == .after && job.checksum != nil && job.produced != nil {
      states[job.key, default: []].append(job)
    }
  }

  /// The columns of the checksum that the production line of a job had after so many tokens; nil if that is not known.
  func checksum(of job: TokenJob, after tokens: Int) -> [UInt32]? {
    states[job.key]?.first { $0.produced == tokens && $0.alphabet == job.alphabet && $0.digits == job.digits }?.checksum
  }
}
