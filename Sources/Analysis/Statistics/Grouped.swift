/// A value for each pair of an alphabet and a number of characters per token; none if there are more than 4,096 pairs.
public struct Grouped<Value: Mergeable & Sendable>: Mergeable, Sendable {
  /// Most groups that are kept.
  public static var limit: Int { GroupNames.limit }

  /// A group and its value.
  public struct Entry: Sendable {
    /// The bytes of the alphabet's id.
    public let name: [UInt8]
    /// Characters per token.
    public let digits: Int
    /// What is kept of the group.
    public let value: Value

    /// The alphabet's id.
    public var alphabet: String { String(decoding: name, as: UTF8.self) }
  }

  private var names = GroupNames()
  private var values: [Value] = []

  public init() {}

  /// Groups with their values, as many as there are names.
  init(_ names: GroupNames, _ values: [Value]) {
    self.names = names
    self.values = values
  }

  /// The number of groups.
  public var count: Int { values.count }

  /// Whether there were more groups than are kept.
  public var isTooMany: Bool { names.isTooMany }

  /// The groups in the order of their first production lines; empty when there are too many.
  var entries: [Entry] {
    values.indices.map { Entry(name: names.names[$0], digits: names.digits[$0], value: values[$0]) }
  }

  /// The place of a group, nil if it is not known.
  mutating func find(_ name: RawSpan, digits: Int) -> Int? {
    names.find(name, digits: digits)
  }

  /// Makes a group that is not known yet; nil, and all groups are dropped, if that is one too many.
  mutating func insert(_ name: RawSpan, digits: Int) -> Int? {
    let place = names.insert(name, digits: digits)
    if place == nil { values = [] } else { values.append(Value()) }
    return place
  }

  /// The value of the group at a place that `find` or `insert` has returned.
  subscript(place: Int) -> Value {
    _read { yield values[place] }
    _modify { yield &values[place] }
  }

  public mutating func merge(_ next: Grouped) {
    guard let places = names.adopt(next.names, known: 0) else {
      names.dropAll()
      values = []
      return
    }
    while values.count < names.count { values.append(Value()) }
    for index in next.values.indices { values[places[index]].merge(next.values[index]) }
  }

  /// The groups with the largest weight first, then by the bytes of the alphabet's id, then by characters per token.
  func sorted(by weight: (Value) -> Int) -> [Entry] {
    entries.sorted { left, right in
      let weights = (weight(left.value), weight(right.value))
      if weights.0 != weights.1 { return weights.0 > weights.1 }
      if left.name != right.name { return left.name.lexicographicallyPrecedes(right.name) }
      return left.digits < right.digits
    }
  }
}

extension Grouped: Equatable where Value: Equatable {}
