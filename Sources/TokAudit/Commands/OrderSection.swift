import Analysis

/// The orders that an audit is held against.
struct OrderSection {
  private let item: InputItem
  private let wantsDigest: Bool

  /// Nil if no orders are given.
  init?(_ parsed: ParsedCommand) {
    guard let path = parsed.value(.orders) else { return nil }
    item = .source(InputSource(name: InputNames.shown(path), place: .path(path), storedByteCount: nil))
    wantsDigest = parsed.flag(.digest)
  }

  /// Reads the orders; what is wrong with the file is in the result.
  func read() -> OrderBook {
    do throws(InputError) {
      let stream = try item.open()
      let digest = InputDigest(of: stream, isWanted: wantsDigest)
      var book = OrderBook(StreamSource(stream, digest: digest), name: item.name)
      if wantsDigest { book.digest = item.digest(digest) }
      return book
    } catch { return OrderBook(name: item.name, problem: error.problem) }
  }
}
