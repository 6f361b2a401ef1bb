/// A result that can be put together from the results of parts.
///
/// Laws, which the tests prove for every conformer: `init()` is neutral on both sides, and merging is associative. So a
/// result made from parts equals the result made from the whole, however the input was cut. A conformer of which the
/// tests have no proof fails them.
public protocol Mergeable {
  /// The result of nothing.
  init()

  /// Adds what was learnt from the next part of the input, in input order.
  mutating func merge(_ next: Self)
}
