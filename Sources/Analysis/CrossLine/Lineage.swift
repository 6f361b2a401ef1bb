/// How the production lines of one id belong together: which are states of one job, which are parts, which count.
///
/// The job, a production line's id with its PaymentIntent and the moment of its request, is the unit: of the states of
/// one job that stand in different documents the latest counts. Within one document an id may stand once.
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

  /// Whether the inputs must be read again: to leave production lines out, or to compare their values.
  var needsSecondReading: Bool { superseded.count > 0 || wanted.count > 0 }

  init(_ index: LineIndex, _ storage: Storage) throws(SourceFailure) {
    let groups = try KeyGroups(of: .id, in: index, storage)
    for group in 0..<groups.count {
      var records: [Record] = []
      for place in groups[group] {
        records.append(Record(place: place, document: index.document(of: place), entry: try index.entry(place)))
      }
      try add(records, index, storage)
    }
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
    var firstInDocument = first
    var candidates: [Record] = []
    for var record in records {
      record.isAgain = record.place != first.place && record.document == firstInDocument.document
      if !record.isAgain { firstInDocument = record }
      let hasOtherDesign =
        first.entry.hasDesign && record.entry.hasDesign && first.entry.design != record.entry.design
      if !hasOtherDesign, record.entry.hasJob { candidates.append(record) }
      if record.isAgain {
        try note(record, firstInDocument, in: &idsTwice, storage)
      } else if hasOtherDesign {
        try note(record, first, in: &idsTwice, storage)
      }
    }
    var latest: [Record] = []
    for job in try jobs(candidates, index) {
      if let kept = try addStates(job, storage) { latest.append(kept) }
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
      var mixer = Mixer(seed: record.entry.hash(of: .payment))
      mixer.add(UInt64(bitPattern: Int64(record.entry.requested)))
      var found: Int?
      for job in byHash[mixer.value, default: []] where found == nil {
        let other = jobs[job][0].entry
        if other.requested == record.entry.requested, try index.isSame(.payment, other, record.entry) { found = job }
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

  /// Adds the states of a job.
  ///
  /// - Returns: the record that counts; nil if all stand in documents that have the id before.
  private mutating func addStates(_ job: [Record], _ storage: Storage) throws(SourceFailure) -> Record? {
    var states: [Record] = []
    var firstByContent: [UInt64: Record] = [:]
    var contents: Set<UInt64> = []
    for record in job {
      let content = record.entry.content
      if let first = firstByContent[content] {
        // The first record with this content may stand in the same document, and a later one elsewhere.
        if first.document != record.document { try note(record, first, in: &repeated, storage) }
      } else {
        firstByContent[content] = record
      }
      if !record.isAgain, contents.insert(content).inserted { states.append(record) }
    }
    if states.isEmpty { return nil }
    // Sorting is stable: of states that have come equally far, the one that was read first is the earlier.
    states = states.enumerated().sorted {
      ($0.element.entry.progress, $0.offset) < ($1.element.entry.progress, $1.offset)
    }.map(\.element)
    let kept = states[states.count - 1]
    for record in job where record.document != kept.document {
      superseded.insert(record.place)
      if record.entry.content == kept.entry.content { repeatedCount += 1 }
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
