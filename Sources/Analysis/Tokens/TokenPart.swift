/// A part of a production line, the one that its token files are held against, with those before it.
struct TokenPart: Sendable {
  /// Its job.
  let job: TokenJob
  /// The jobs of the parts before it that were read, in their order.
  let before: [TokenJob]
  /// Whether no later part was read, so that the file without a number is its own.
  let isLatest: Bool
  /// Its number among all parts from 1 on; nil where not all parts before it were read.
  let number: Int?

  /// The last of the jobs of a production line, which are in the order of their parts.
  init(_ jobs: [TokenJob], isLatest: Bool) {
    job = jobs[jobs.count - 1]
    before = jobs.dropLast()
    self.isLatest = isLatest
    var produced: Int? = 0
    for job in jobs { produced = job.earlier == produced ? job.produced : nil }
    number = produced == nil ? nil : jobs.count
  }

  /// The job of a numbered part before it; nil if that was not read, or doesn't count.
  func earlierJob(_ part: Int?) -> TokenJob? {
    guard number != nil, let part, before.indices.contains(part - 1), before[part - 1].counts else { return nil }
    return before[part - 1]
  }

  /// Whether the jobs of all parts before it were read and count.
  var hasEarlierJobs: Bool { number != nil && before.allSatisfy(\.counts) }

  /// Those of the files that hold its tokens and those of the parts before; nil where that can't be told.
  func files(of all: [TokenFile]) -> TokenParts? {
    if isLatest { return TokenParts(all) }
    guard let number else { return nil }
    let parts = TokenParts(all, upTo: number)
    return parts.files.last?.place.part == number ? parts : nil
  }
}
