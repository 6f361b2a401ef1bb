/// Sums and ends of the numbers of production lines with the same facts. What can't be used means nothing, as in
/// `JobNumbers`: so nothing is asked for each production line.
struct JobSums {
  /// Production lines.
  private(set) var count = 0
  /// All tokens.
  private(set) var tokens: Int128 = 0
  /// All characters.
  private(set) var characters: Int128 = 0
  /// The bytes of all data files.
  private(set) var bytes: Int128 = 0
  /// The earliest request, in milliseconds since 1970.
  private(set) var firstRequested = Int.max
  /// The earliest start.
  private(set) var firstStarted = Int.max
  /// The latest end.
  private(set) var lastEnded = Int.min

  @inline(__always)
  mutating func add(_ job: JobNumbers) {
    count &+= 1
    tokens &+= Int128(job.tokens)
    characters &+= job.characters
    bytes &+= Int128(job.bytes)
    firstRequested = min(firstRequested, job.requested)
    firstStarted = min(firstStarted, job.started)
    lastEnded = max(lastEnded, job.ended)
  }
}
