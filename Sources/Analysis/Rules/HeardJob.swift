/// A job that was heard while the lists were read, with what it is held against later.
@dynamicMemberLookup
protocol HeardJob: Sendable {
  /// What every such job keeps.
  var head: JobHead { get }
}

extension HeardJob {
  /// The members of its head are its own.
  subscript<Value>(dynamicMember member: KeyPath<JobHead, Value>) -> Value { head[keyPath: member] }
}

extension Sequence where Element: HeardJob {
  /// The job that was requested last, of equal moments the one that was read last; nil without any.
  var latest: Element? {
    reduce(nil) { best, job in
      guard let best, best.moment > job.moment else { return job }
      return best
    }
  }
}
