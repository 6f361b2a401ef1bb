internal import Synchronization

/// Remembers large powers: a list has few kinds of tokens, and L^d takes a millisecond where `d` is in the thousands.
final class PowerCache: Sendable {
  private struct Key: Hashable {
    let base: Int
    let exponent: Int
  }

  /// Powers that are kept; a list that has more kinds of tokens is slower, not larger.
  private static let limit = 1024

  private let known = Mutex<[Key: DecimalInteger]>([:])

  /// The exact power.
  func power(_ base: Int, _ exponent: Int) -> DecimalInteger {
    let key = Key(base: base, exponent: exponent)
    if let power = known.withLock({ $0[key] }) { return power }
    let power = DecimalInteger.power(base, exponent)
    known.withLock { if $0.count < PowerCache.limit { $0[key] = power } }
    return power
  }
}
