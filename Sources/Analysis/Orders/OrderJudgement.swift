/// An order held against the jobs that belong to it.
struct OrderJudgement {
  /// The order.
  let order: Order
  /// The moment at which the audit speaks; nil if no list has a time.
  let moment: Timestamp?
  /// Its jobs, each once, in input order.
  let jobs: [OrderJob]
  /// How it stands.
  let state: OrderDelivery.State
  /// Tokens of jobs that have ended; nil if that can't be told.
  let delivered: Int?
  /// The first job whose alphabet or characters per token differ.
  let deviating: OrderJob?
  /// Why alphabet and characters per token can't be tested; nil if they can.
  let obstacleToAlphabet: Obstacle?

  /// - Parameters:
  ///   - jobs: those that were heard, in input order.
  ///   - outside: the latest moment at which a job of it was requested that ended outside the window; nil without one.
  ///   - isDoubtful: whether it contradicts another order.
  ///   - moment: the moment at which the audit speaks.
  init(
    _ order: Order, _ jobs: [OrderJob], outside: Int?, isDoubtful: Bool, at moment: Timestamp?,
    _ catalogue: AlphabetCatalogue
  ) {
    self.order = order
    self.moment = moment
    // A job that stands twice in one list counts once: the list itself is wrong then, which other rules say.
    var known: Set<OrderJob.Identity> = []
    let jobs = jobs.filter { known.insert($0.identity).inserted }
    self.jobs = jobs
    let obstacle = isDoubtful ? Obstacle.orderDoubtful : Self.obstacle(jobs, outside: outside, order)
    let delivered: Result<Int, Unclear> = obstacle.map { .failure(Unclear($0)) } ?? Self.delivered(order, jobs)
    let waits: OrderDelivery.State = order.isOverdue(at: moment) ? .overdue : .open
    switch delivered {
    case .failure(let unclear):
      self.delivered = nil
      state = .notJudged(unclear.obstacle)
    case .success(let count):
      self.delivered = count
      state =
        if count > order.size { .over } else if count == order.size {
          .delivered
        } else if jobs.isEmpty || jobs.contains(where: \.isWaiting) { waits } else { .short }
    }
    let said = order.alphabet != nil || order.digits != nil
    if !said {
      (deviating, obstacleToAlphabet) = (nil, .notSaid)
    } else if isDoubtful {
      (deviating, obstacleToAlphabet) = (nil, .orderDoubtful)
    } else {
      deviating = jobs.first { Self.differs($0, from: order, catalogue) }
      let isUnclear = jobs.contains {
        order.alphabet != nil && $0.alphabetID == nil || order.digits != nil && $0.digits == nil
      }
      obstacleToAlphabet =
        if deviating != nil { nil } else if jobs.isEmpty {
          outside == nil ? .noOrderedJob : .outsideWindow
        } else if isUnclear { .unusable } else { nil }
    }
  }

  /// The job that was requested last of those that have ended, else of all.
  var latest: OrderJob? {
    let ended = jobs.filter { $0.phase == .after }
    return (ended.isEmpty ? jobs : ended).latest
  }

  /// What tables and pictures show of it.
  var delivery: OrderDelivery {
    OrderDelivery(
      order: order.name, lineID: latest?.id ?? order.lineID,
      paymentIntent: latest?.paymentIntent ?? order.paymentIntent,
      ordered: order.size, delivered: delivered, due: order.due, state: state, hasOtherAlphabet: deviating != nil,
      isLate: OrderLate.check(self) == .failed)
  }

  /// When the last job ended that the order needed, of those that have ended.
  var end: Result<Timestamp, Unclear> {
    let ended = jobs.filter { $0.phase == .after }
    guard let latest = ended.latest else { return .failure(Unclear(delivered == 0 ? .noOrderedJob : .unseenPart)) }
    if order.isForWholeLine {
      // Where the parts before had all of it, the list doesn't say when they ended.
      if let earlier = latest.earlier, earlier >= order.size { return .failure(Unclear(.unseenPart)) }
      return Timestamp(latest.ended).map { .success($0) } ?? .failure(Unclear(.absent))
    }
    let ends = ended.compactMap { job in Timestamp(job.ended).map { (end: $0, size: job.size ?? 0) } }
    guard ends.count == ended.count else { return .failure(Unclear(.absent)) }
    var rest = order.size
    var last = ends[0].end
    for (end, size) in ends.sorted(by: { $0.end < $1.end }) where rest > 0 {
      last = end
      rest -= size
    }
    return .success(last)
  }

  /// Why something of an order can't be told.
  struct Unclear: Error {
    let obstacle: Obstacle

    init(_ obstacle: Obstacle) {
      self.obstacle = obstacle
    }
  }

  /// Why nothing can be said of the tokens of an order.
  private static func obstacle(_ jobs: [OrderJob], outside: Int?, _ order: Order) -> Obstacle? {
    if jobs.contains(where: { $0.phase == .undecided }) { return .phaseUndecided }
    guard let outside else { return nil }
    // What the last job of a production line states covers all parts before it.
    let latest = jobs.filter { $0.phase == .after }.map(\.moment).max()
    return order.isForWholeLine && latest.map { outside < $0 } ?? false ? nil : .outsideWindow
  }

  /// Tokens of the jobs that have ended: of a production line as a whole also those of parts that no list shows, which
  /// is what the alphabet has less what remains (T − A). Where no job has ended, one that waits says what was made
  /// before.
  private static func delivered(_ order: Order, _ jobs: [OrderJob]) -> Result<Int, Unclear> {
    let ended = jobs.filter { $0.phase == .after }
    if ended.contains(where: { $0.size == nil }) { return .failure(Unclear(.unusable)) }
    guard order.isForWholeLine else { return sum(ended.compactMap(\.size)) }
    // Two production lines of one id are parts of one.
    guard let last = ended.latest, let size = last.size else {
      return .success(jobs.filter { $0.phase == .before }.compactMap(\.earlier).max() ?? 0)
    }
    if last.alphabet == nil { return .failure(Unclear(.alphabetUnknown)) }
    guard let earlier = last.earlier else { return .failure(Unclear(.unusable)) }
    return sum([size, earlier])
  }

  private static func sum(_ counts: [Int]) -> Result<Int, Unclear> {
    var sum = 0
    for count in counts {
      let (next, overflows) = sum.addingReportingOverflow(count)
      if overflows { return .failure(Unclear(.unusable)) }
      sum = next
    }
    return .success(sum)
  }

  /// Whether a job states another alphabet or another number of characters per token. Two ids with the same characters
  /// in the same order stand for the same tokens.
  private static func differs(_ job: OrderJob, from order: Order, _ catalogue: AlphabetCatalogue) -> Bool {
    if let digits = order.digits, let stated = job.digits, digits != stated { return true }
    guard let alphabet = order.alphabet, let stated = job.alphabetID, !alphabet.utf8.elementsEqual(stated.utf8) else {
      return false
    }
    let ordered = catalogue.alphabets.last { $0.id.utf8.elementsEqual(alphabet.utf8) }
    let known = job.alphabet.map { catalogue.alphabets[$0] }
    return ordered == nil || known == nil || ordered?.codePoints != known?.codePoints
  }
}
