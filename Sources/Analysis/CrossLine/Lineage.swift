/// How the production lines of one id belong together: which are states of one job, which are parts, which count.
///
/// The job, a production line's id with its PaymentIntent and the moment of its request, is the unit: of the states of
/// one job that stand in different documents the latest counts. Within one document an id may stand once. A production
/// line whose PaymentIntent or request can't be used has only one state: the same id with the same content elsewhere is
/// the same job.
struct Lineage: Sendable {
  /// Production lines that a later state of the same job, or the same state read before, stands for.
  private(set) var superseded = BitSet()
  /// Of them, those whose state was read before.
  private(set) var repeatedCount = 0
  /// An id that stood before, with the place where it stood first.
  private(set) var idsTwice = SortedRuns()
  /// The same state of a job again, with the place where it stood first.
  private(set) var repeated = SortedRuns()
  /// A state that a later one has superseded, with the place of the latest.
  private(set) var earlierStates = SortedRuns()
  /// A state of a job, with the place of the state before.
  private(set) var nextStates = SortedRuns()
  /// A part of a production line, with the place of the part before.
  private(set) var nextParts = SortedRuns()
  /// Production lines of which all values are needed.
  private(set) var wanted = BitSet()

  /// Production lines whose keys may stand twice, in input order.
  let suspects: KeySuspects

  /// Whether the inputs must be read again: to leave production lines out, or to compare their values.
  var needsSecondReading: Bool { superseded.count > 0 || wanted.count > 0 }

  init(_ index: LineIndex, among suspects: KeySuspects, _ storage: Storage) throws(SourceFailure) {
    self.suspects = suspects
    let groups = try KeyGroups(of: .id, in: index, among: suspects)
    var records: [Record] = []
    for group in 0..<groups.count {
      records.removeAll(keepingCapacity: true)
      for place in groups[group] {
        records.append(Record(place: place, document: index.document(of: place), entry: try index.entry(place)))
      }
      if try Lineage.areCopies(records, index) {
        try addCopies(records, storage)
      } else {
        try add(records, index, storage)
      }
    }
  }

  /// Whether records of one id are one state of one job in several documents: what most lists of one night have of the
  /// night before. `add` would find the same.
  private static func areCopies(_ records: [Record], _ index: LineIndex) throws(SourceFailure) -> Bool {
    let first = records[0].entry
    for place in records.indices.dropFirst() {
      let (record, entry) = (records[place], records[place].entry)
      guard record.document != records[place - 1].document,
        (entry.content, entry.hasDesign, entry.design) == (first.content, first.hasDesign, first.design),
        try isSameJob(first, entry, index)
      else { return false }
    }
    return true
  }

  /// Adds one state that stands in several documents.
  private mutating func addCopies(_ records: [Record], _ storage: Storage) throws(SourceFailure) {
    for record in records.dropFirst() {
      try note(record, records[0], in: &repeated, storage)
      superseded.insert(record.place)
    }
    repeatedCount += records.count - 1
  }

  /// A production line as it stands in a document.
  private struct Record {
    let place: Int
    let document: Int
    let entry: LineEntry
    /// Whether the id stands before in the same document: it is a state and a part of nothing then.
    var isAgain = false
  }

  private mutating func add(_ records: [Record], _ index: LineIndex, _ storage: Storage) throws(SourceFailure) {
    let first = records[0]
    let design = records.first { $0.entry.hasDesign }
    var firstInDocument = first
    var candidates: [Record] = []
    for var record in records {
      record.isAgain = record.place != first.place && record.document == firstInDocument.document
      if !record.isAgain { firstInDocument = record }
      let hasOtherDesign = record.entry.hasDesign && design.map { $0.entry.design != record.entry.design } ?? false
      if !hasOtherDesign { candidates.append(record) }
      if record.isAgain {
        try note(record, firstInDocument, in: &idsTwice, storage)
      } else if hasOtherDesign, let design {
        try note(record, design, in: &idsTwice, storage)
      }
    }
    var latest: [Record] = []
    for job in try jobs(candidates, index) {
      if let kept = try addStates(job, storage), kept.entry.hasJob { latest.append(kept) }
    }
    try addParts(latest, storage)
  }

  private func note(
    _ record: Record, _ other: Record, in runs: inout SortedRuns, _ storage: Storage
  ) throws(SourceFailure) {
    try runs.append(key: UInt64(record.place), value: UInt64(other.place), within: storage)
  }

  /// Divides records of one id into jobs, each in input order, in the order of their first records.
  private func jobs(_ records: [Record], _ index: LineIndex) throws(SourceFailure) -> [[Record]] {
    var jobs: [[Record]] = []
    var byHash: [UInt64: [Int]] = [:]
    for record in records {
      var mixer = Mixer(seed: record.entry.hash(of: .payment, seed: index.seed))
      mixer.add(UInt64(bitPattern: Int64(record.entry.requested)))
      if !record.entry.hasJob { mixer.add(record.entry.content) }
      var found: Int?
      for job in byHash[mixer.value, default: []] where found == nil {
        if try Lineage.isSameJob(jobs[job][0].entry, record.entry, index) { found = job }
      }
      if let found {
        jobs[found].append(record)
      } else {
        byHash[mixer.value, default: []].append(jobs.count)
        jobs.append([record])
      }
    }
    return jobs
  }

  /// Whether two records of one id are of the same job: of equal payment and request; where one of these can't be used,
  /// of equal content too. What is taken for a state of another is not counted, so nothing less will do.
  ///
  /// Others have less at hand, or must not be misled: `KeptLine.isSameJob`, `EarlierLines.key`, `OrderJob.Identity` and
  /// `Reconciliation.collapse`. `SameJobTests` asks all of them the same.
  private static func isSameJob(
    _ one: LineEntry, _ other: LineEntry, _ index: LineIndex
  ) throws(SourceFailure) -> Bool {
    guard one.obstacle(.payment) == other.obstacle(.payment), one.hasRequested == other.hasRequested,
      one.requested == other.requested, one.hasJob || one.content == other.content
    else { return false }
    return try one.has(.payment) ? index.isSame(.payment, one, other) : true
  }

  /// Adds the states of a job.
  ///
  /// - Returns: the record that counts; nil if all stand in documents that have the id before.
  private mutating func addStates(_ job: [Record], _ storage: Storage) throws(SourceFailure) -> Record? {
    // Sorting is stable: of states that have come equally far, the one that was read first is the earlier.
    let ordered = job.filter { !$0.isAgain }.enumerated().sorted {
      ($0.element.entry.progress, $0.offset) < ($1.element.entry.progress, $1.offset)
    }.map(\.element)
    // What follows with the same content is the same state; a content that comes back is a state of its own.
    var states: [Record] = []
    for record in ordered where states.last?.entry.content != record.entry.content { states.append(record) }
    guard let kept = states.last else { return nil }
    let places = Set(states.map(\.place))
    var firstByContent: [UInt64: Record] = [:]
    for record in job {
      let first = firstByContent[record.entry.content]
      if let first, first.document != record.document, !places.contains(record.place) {
        try note(record, first, in: &repeated, storage)
      }
      if first == nil { firstByContent[record.entry.content] = record }
      // Which of two records of an id in one document holds can't be told, so the second is never left out.
      if record.place != kept.place, !record.isAgain {
        superseded.insert(record.place)
        if !places.contains(record.place) { repeatedCount += 1 }
      }
    }
    for (old, new) in zip(states, states.dropFirst()) {
      try note(old, kept, in: &earlierStates, storage)
      try note(new, old, in: &nextStates, storage)
      wanted.insert(old.place)
      wanted.insert(new.place)
    }
    return kept
  }

  private mutating func addParts(_ latest: [Record], _ storage: Storage) throws(SourceFailure) {
    guard latest.count > 1 else { return }
    let parts = latest.sorted {
      ($0.entry.requested, $0.place) < ($1.entry.requested, $1.place)
    }
    for (old, new) in zip(parts, parts.dropFirst()) {
      try note(new, old, in: &nextParts, storage)
      wanted.insert(old.place)
      wanted.insert(new.place)
    }
  }
}
