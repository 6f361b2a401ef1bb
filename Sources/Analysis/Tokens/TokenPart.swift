/// A part of a production line, the one that its token files are held against, with those before it.
struct TokenPart: Sendable {
  /// Its job.
  let job: TokenJob
  /// The jobs of the parts before it that were read, in their order.
  let before: [TokenJob]
  /// Whether the file without a number is its own: no later part can have it.
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
    guard number != nil, let part, before.indices.contains(part - 1), before[part - 1].hasFile else { return nil }
    return before[part - 1]
  }

  /// Whether no list that was read has a part of the production line that doesn't count, as those outside the window.
  var hasNoneOutside: Bool { isLatest && before.allSatisfy(\.counts) }

  /// Whether the files of all parts before it are held against their own jobs.
  var hasEarlierJobs: Bool { number != nil && before.allSatisfy(\.hasFile) }

  /// Whether a file of its own is among those of the production line; nil where that can't be told.
  func hasOwnFile(in all: [TokenFile]) -> Bool? {
    let numbers = all.compactMap(\.place.part)
    let hasLatest = isLatest && numbers.count < all.count
    let isDeleted = job.status == .deleted
    if let number {
      if numbers.contains(number) { return true }
      // The file of a deleted part may be gone. Then that without a number is of the part before it.
      return hasLatest && (!isDeleted || number == 1 || numbers.contains(number - 1))
    }
    guard isLatest else { return nil }
    // Its number is not known, but that parts before it were read.
    let isThere = hasLatest || numbers.contains { $0 > before.count }
    return isThere && isDeleted && !(hasLatest && before.isEmpty) ? nil : isThere
  }

  /// What is left without its job, which has no file here: the last part before it that counts, with those before;
  /// nil if there is none.
  func withoutLast(in all: [TokenFile]) -> TokenPart? {
    // Where the part before has its file, that without a number is of a later one.
    let isTaken = number.map { number in all.contains { $0.place.part == number - 1 } } ?? false
    var rest = before
    var mayHaveLatest = isLatest && !isTaken && job.phase != .undecided
    while let last = rest.last, !last.counts {
      rest.removeLast()
      mayHaveLatest = false
    }
    guard let last = rest.last else { return nil }
    // Tokens that were made between the two are of a part with a later file; one that was seen running may have ended.
    if let earlier = job.earlier, let before = last.phase == .before ? last.earlier : last.produced, earlier != before {
      mayHaveLatest = false
    }
    return TokenPart(rest, isLatest: mayHaveLatest)
  }

  /// Those of the files that hold its tokens and those of the parts before; nil where that can't be told.
  func files(of all: [TokenFile]) -> TokenParts? {
    guard hasOwnFile(in: all) == true else { return nil }
    guard let number else { return TokenParts(all) }
    return TokenParts(all.filter { $0.place.part.map { $0 <= number } ?? isLatest })
  }

  /// Whether no file of a part before it can be missing among its files.
  func hasAllEarlier(_ parts: TokenParts) -> Bool {
    // Beside a file without a number, nobody knows how many there are, unless a list of each was read.
    parts.isWhole(upTo: number ?? (parts.hasLatest ? nil : parts.files.last?.place.part))
  }
}
