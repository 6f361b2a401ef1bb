/// Values in the order in which they were added: in memory, or full pages of them in a store, from where they are read
/// back one by one or in turn.
struct PagedColumn<Value: BitwiseCopyable & Sendable>: Sendable {
  /// Values of a full page.
  static var pageSize: Int { 8192 }

  private static var stride: Int { MemoryLayout<Value>.stride }

  private var store: (any ByteStore)?
  private var storedCount = 0
  private var pages: [[Value]] = []
  /// The place of the first value of each page in memory.
  private var starts: [Int] = []
  /// Values so far.
  private(set) var count = 0

  /// Bytes in memory.
  var memory: Int { (count - storedCount) * Self.stride }

  /// Takes the last page out to add values to it; it has room for at least one. It must be put back.
  @inline(__always)
  mutating func takePage() -> [Value] {
    if pages.isEmpty || pages[pages.count - 1].count >= Self.pageSize { beginPage(capacity: Self.pageSize) }
    var page: [Value] = []
    swap(&page, &pages[pages.count - 1])
    count -= page.count
    return page
  }

  /// Puts the last page back.
  @inline(__always)
  mutating func put(_ page: consuming [Value]) {
    count += page.count
    pages[pages.count - 1] = page
  }

  /// Adds a value.
  mutating func append(_ value: Value) {
    var page = takePage()
    page.append(value)
    put(page)
  }

  /// Makes room for about so many values, if there is none yet.
  mutating func reserve(_ values: Int) {
    if pages.isEmpty, count == 0 { beginPage(capacity: min(values, Self.pageSize)) }
  }

  @inline(never)
  private mutating func beginPage(capacity: Int) {
    starts.append(count)
    pages.append([])
    pages[pages.count - 1].reserveCapacity(capacity)
  }

  /// Adds the values of another column, which is empty then: they need not be copied if nobody else has them.
  ///
  /// - Parameter change: what is done to each value before; nil for nothing.
  mutating func absorb(_ next: inout PagedColumn, change: ((inout Value) -> Void)? = nil) throws(SourceFailure) {
    defer { next = PagedColumn() }
    var place = 0
    while place < next.storedCount {
      let page = try next.page(from: place)
      place += page.count
      append(page, change)
    }
    for index in next.pages.indices {
      var page: [Value] = []
      swap(&page, &next.pages[index])
      append(page, change)
    }
  }

  private mutating func append(_ page: consuming [Value], _ change: ((inout Value) -> Void)?) {
    if let change {
      for index in page.indices { change(&page[index]) }
    }
    count += page.count
    // Many values are taken over as they stand; few are put with those before, so that pages stay large.
    if let last = pages.last, last.count + page.count <= Self.pageSize, page.count < Self.pageSize / 16 {
      pages[pages.count - 1] += page
    } else {
      starts.append(count - page.count)
      pages.append(page)
    }
  }

  /// Moves pages to a store, unless all are asked for without the last, which may still grow.
  mutating func spill(_ storage: Storage, all: Bool) throws(SourceFailure) {
    let moved = all ? pages.count : max(0, pages.count - 1)
    guard moved > 0 else { return }
    let store = self.store ?? storage.make()
    self.store = store
    for page in pages[..<moved] {
      try store.append(page.span.bytes)
      storedCount += page.count
    }
    pages.removeFirst(moved)
    starts.removeFirst(moved)
  }

  /// The value at a place.
  func value(at place: Int) throws(SourceFailure) -> Value {
    if place >= storedCount {
      let page = starts.countUpTo(place) - 1
      return pages[page][place - starts[page]]
    }
    let bytes = try store?.read(at: place * Self.stride, count: Self.stride) ?? []
    return bytes.span.bytes.unsafeLoadUnaligned(as: Value.self)
  }

  /// The values from a place on, at most as many as are kept together; none behind the last.
  func page(from place: Int) throws(SourceFailure) -> [Value] {
    guard place < count else { return [] }
    if place >= storedCount {
      let page = starts.countUpTo(place) - 1
      return place == starts[page] ? pages[page] : Array(pages[page][(place - starts[page])...])
    }
    let taken = min(storedCount - place, Self.pageSize)
    let bytes = try store?.read(at: place * Self.stride, count: taken * Self.stride) ?? []
    return (0..<taken).map {
      bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: $0 * Self.stride, as: Value.self)
    }
  }

  /// Calls the body with all values, some that follow each other at a time, and the place of their first.
  func visitPages(_ body: (Int, [Value]) throws(SourceFailure) -> Void) throws(SourceFailure) {
    var place = 0
    while place < count {
      let page = try page(from: place)
      try body(place, page)
      place += page.count
    }
  }
}
