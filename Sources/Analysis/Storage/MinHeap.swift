/// A binary heap: the least element first.
struct MinHeap<Element: Comparable> {
  /// The elements in no order that matters.
  private(set) var elements: [Element] = []

  /// How many elements there are.
  var count: Int { elements.count }

  /// The least element, nil without any.
  var least: Element? { elements.first }

  /// Adds an element, in O(log n).
  mutating func insert(_ element: Element) {
    elements.append(element)
    var index = elements.count - 1
    while index > 0, elements[index] < elements[(index - 1) / 2] {
      elements.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// Takes the least element out, in O(log n).
  mutating func removeLeast() -> Element? {
    guard let last = elements.popLast() else { return nil }
    guard let least = elements.first else { return last }
    elements[0] = last
    sink()
    return least
  }

  /// Puts an element in the place of the least one, which must be there, in O(log n).
  mutating func replaceLeast(with element: Element) {
    elements[0] = element
    sink()
  }

  /// Changes all elements in a way that leaves their order as it is.
  mutating func change(_ body: (inout Element) -> Void) {
    for index in elements.indices { body(&elements[index]) }
  }

  /// Moves the first element down to where it belongs.
  private mutating func sink() {
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < elements.count else { return }
      if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
      guard elements[child] < elements[index] else { return }
      elements.swapAt(index, child)
      index = child
    }
  }
}

extension MinHeap: Sendable where Element: Sendable {}
