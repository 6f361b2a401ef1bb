/// How long to wait before asking again.
enum RetryPolicy {
  /// Milliseconds before the first further attempt; they double each time.
  private static let first = 500
  /// Milliseconds at most, unless the service asks for more.
  private static let longest = 30_000

  /// Milliseconds before a further attempt.
  ///
  /// Half of it is chance, so that many that failed together don't come back together.
  ///
  /// - Parameters:
  ///   - attempt: 1 for the first further attempt.
  ///   - retryAfter: what the service asks for, which goes first.
  static func delay(attempt: Int, retryAfter: Int?) -> Int {
    if let retryAfter { return retryAfter }
    let whole = min(longest, first << min(attempt - 1, 10))
    return whole / 2 + Int.random(in: 0...(whole / 2))
  }
}
