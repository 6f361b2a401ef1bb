/// Two states of one job, member by member: what has changed that must not.
struct StateComparison {
  /// A member that must not have changed.
  struct Change {
    let field: Field
    /// Before and after, nil where it is absent.
    let old: String?
    let new: String?
    /// The most that it may be, where it may have become less.
    var most: String?
  }

  /// What was agreed with the order.
  private static let ordered: [Field] = [.analysis, .size, .transactionID, .paymentType]
  /// What the job has produced, once it has ended.
  private static let produced: [Field] = [.available, .reachable, .rate, .partial, .checksum]
  private static let files = Field.fileSizes + Field.fileHashes
  /// The steps that may still come when a job is finished.
  private static let late: [Field] = [.analyzed, .deleted]

  /// The changes, in the order of the members in the rulebook's terms: the order, the stamps, the results, the files.
  let changes: [Change]

  init(_ old: KeptLine, _ new: KeptLine, beyond more: [Field] = []) {
    let isFinished = old.line.status.map { $0 >= .finished } ?? false
    let results = old.line.phase == .after ? Self.produced : []
    let files = old.line.phase == .after ? Self.files : []
    changes = (more + Self.ordered + Field.stamps + results + files).compactMap { field in
      let isFile = Self.files.contains(field)
      let change = Change(field: field, old: old.text(of: field), new: new.text(of: field))
      switch (change.old, change.new) {
      case (let before?, let after?):
        let isSame = field == .transactionID ? Self.isSameUUID(before, after) : before.utf8.elementsEqual(after.utf8)
        return isSame ? nil : change
      case (_?, nil):
        // The files of a deleted production line are gone.
        return new.line.lacks(field) && !(isFile && new.line.status == .deleted) ? change : nil
      case (nil, _?):
        return isFinished && old.line.lacks(field) && !isFile && !Self.late.contains(field) ? change : nil
      case (nil, nil): return nil
      }
    }
  }

  /// Tokens that came back: before a job has ended, other parts may take some meanwhile, but none is given back.
  ///
  /// - Returns: how available has changed, with the most that it may be; nil if it may have.
  static func growth(_ old: KeptLine, _ new: KeptLine) -> Change? {
    guard old.line.phase == .before, new.line.phase != .undecided, old.line.has(.available), new.line.has(.available)
    else { return nil }
    let hasTaken = new.line.phase == .after
    // A size that has changed is told itself, and tells nothing of what may be left.
    let isSizeKnown = old.line.has(.size) && new.line.has(.size) && old.line.size == new.line.size
    if hasTaken, !isSizeKnown { return nil }
    let taken = DecimalInteger(hasTaken ? UInt64(new.line.size) : 0)
    let left = old.line.available.exact(in: old.context.texts)
    let available = new.line.available.exact(in: new.context.texts)
    guard left < available + taken else { return nil }
    let most = left.subtracting(taken) ?? DecimalInteger(0)
    return Change(field: .available, old: left.description, new: available.description, most: most.description)
  }

  /// What has changed since a job was finished: also what tells it from others, and a status that went back.
  init(finished old: KeptLine, _ new: KeptLine) {
    var changes = StateComparison(old, new, beyond: Self.identity).changes
    let isLater = if let before = old.line.status, let now = new.line.status { now >= before } else { false }
    if !isLater {
      let words = [old, new].map { $0.text(of: .status) }
      if words[0] != words[1] { changes.insert(Change(field: .status, old: words[0], new: words[1]), at: 0) }
    }
    self.changes = changes
  }

  /// What it is, what tells a job from others, and its tokens.
  private static let identity: [Field] = [.type, .alphabet, .digits, .paymentIntent]

  /// Whether two transaction ids are the same: UUIDs in any case.
  static func isSameUUID(_ one: String, _ other: String) -> Bool {
    one.utf8.comparedAsID == other.utf8.comparedAsID
  }
}
