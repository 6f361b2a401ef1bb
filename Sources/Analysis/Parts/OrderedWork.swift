internal import Dispatch
internal import Synchronization

/// Pieces of work done by several threads, whose results are taken in the order of the pieces.
enum OrderedWork {
  /// Pieces of a round for each thread: a round ends when all of its pieces are done, so only so many results wait.
  private static let piecesPerThread = 64

  /// Does pieces of work, and takes their results.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are.
  ///   - workers: how many threads work on them, the calling one included; fewer if the system has none to give.
  ///   - work: does a piece, by its number.
  ///   - take: takes the result of each piece in order, in the calling thread.
  static func run<Result: Sendable>(
    count: Int, workers: Int, _ work: @escaping @Sendable (Int) -> Result, take: (Result) -> Void
  ) {
    if workers == 1 {
      for number in 0..<count { take(work(number)) }
      return
    }
    for start in stride(from: 0, to: count, by: workers * piecesPerThread) {
      let pieces = start..<min(count, start + workers * piecesPerThread)
      let results = Mutex<[Result?]>(Array(repeating: nil, count: pieces.count))
      let next = Atomic<Int>(pieces.lowerBound)
      let ended = DispatchSemaphore(value: 0)
      let doPieces = { @Sendable in
        while true {
          let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard number < pieces.upperBound else { return }
          let result = work(number)
          results.withLock { $0[number - pieces.lowerBound] = result }
        }
      }
      let helpers = (1..<min(workers, pieces.count)).count { _ in
        Thread.detach {
          doPieces()
          ended.signal()
        }
      }
      doPieces()
      for _ in 0..<helpers { ended.wait() }
      for result in results.withLock({ $0 }) {
        guard let result else { preconditionFailure("a piece of work was not done") }
        take(result)
      }
    }
  }
}
