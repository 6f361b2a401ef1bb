internal import Synchronization

/// What an audit may use besides the processor: memory up to a budget, and a place for the rest.
public struct Storage: Sendable {
  /// The budget unless the user says otherwise (256 MB).
  public static let defaultBudget = 256_000_000

  /// Bytes of memory for what must be remembered of every production line.
  public let budget: Int
  /// Makes a place for what is beyond the budget.
  let make: @Sendable () -> any ByteStore

  /// Storage within a budget.
  ///
  /// - Parameter makeStore: makes an empty store; unless given, what is beyond the budget stays in memory all the same.
  public init(
    budget: Int = Storage.defaultBudget, makeStore: @escaping @Sendable () -> any ByteStore = { MemoryStore() }
  ) {
    self.budget = budget
    make = makeStore
  }

  /// The storage that each of so many threads may use.
  func share(of threads: Int) -> Storage {
    Storage(budget: budget / max(1, threads), makeStore: make)
  }

  /// Pairs that one sorting may hold in memory: with its scratch, a quarter of the budget.
  var pairLimit: Int { max(1024, budget / 8 / KeyedValue.size) }
}

/// A store in memory, for programs that have no files to give.
public final class MemoryStore: ByteStore {
  private let bytes = Mutex<[UInt8]>([])

  private let limit: Int

  /// An empty store.
  ///
  /// - Parameter limit: bytes beyond which it is full.
  public init(limit: Int = .max) {
    self.limit = limit
  }

  public var count: Int { bytes.withLock { $0.count } }

  public func append(_ added: RawSpan) throws(SourceFailure) {
    let copy = (0..<added.byteCount).map { added.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    let fits = bytes.withLock { bytes in
      if bytes.count + copy.count > limit { return false }
      bytes += copy
      return true
    }
    if !fits { throw SourceFailure("No space left on device") }
  }

  public func read(at offset: Int, count: Int) throws(SourceFailure) -> [UInt8] {
    bytes.withLock { Array($0[offset..<(offset + count)]) }
  }
}
