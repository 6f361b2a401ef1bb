/// What the rules of token files say, kept until all files were read: then findings follow in the order of the
/// rulebook.
struct TokenVerdicts: Sendable {
  /// A finding, and the place of its production line among all; nil without one.
  typealias Entry = (finding: Finding, place: Int?)

  let settings: AuditSettings
  /// What a previous report has findings on.
  private let watched: WatchedSubjects
  /// Which rules were tested on that.
  private(set) var retests = Retests()
  private(set) var tallies: [String: RuleTally] = [:]
  private(set) var findings: [String: [Entry]] = [:]

  init(_ settings: AuditSettings, _ watched: WatchedSubjects) {
    self.settings = settings
    self.watched = watched
  }

  /// Adds what the rules say of production lines that follow.
  mutating func merge(_ next: TokenVerdicts) {
    tallies.merge(next.tallies) { tally, next in
      var sum = tally
      sum.merge(next)
      return sum
    }
    retests.merge(next.retests)
    for (code, more) in next.findings { findings[code, default: []] += more }
  }

  /// Whether a rule is on.
  func isOn(_ rule: any Rule.Type) -> Bool { settings.severity(of: rule.about) != .off }

  mutating func pass(_ rule: any Rule.Type, on line: String, requested: String) {
    tallies[rule.about.code, default: RuleTally()].passed += 1
    watched.note(rule.about, on: line, requested: requested, in: &retests)
  }

  mutating func pass(_ rule: any Rule.Type, on job: TokenJob) {
    pass(rule, on: job.id, requested: job.requested)
  }

  mutating func cannotTest(_ rule: any Rule.Type, _ obstacle: Obstacle) {
    tallies[rule.about.code, default: RuleTally()].notTestable[obstacle] += 1
  }

  /// Notes a finding, unless its rule is off.
  mutating func fail(
    _ rule: any Rule.Type, on job: TokenJob?, place: Int?, _ fill: (inout Finding) -> Void
  ) {
    var finding = Finding(rule: rule.about, severity: settings.severity(of: rule.about))
    if let job {
      watched.note(rule.about, on: job.id, requested: job.requested, in: &retests)
      finding.subject = job.id
      finding.paymentIntent = job.paymentIntent
      finding.requested = job.requested
      finding.ended = job.ended
    }
    fill(&finding)
    findings[rule.about.code, default: []].append((finding, place))
  }
}

extension Audit {
  /// Adds the verdicts on token files.
  mutating func add(
    _ verdicts: TokenVerdicts, _ settings: AuditSettings, baseline: inout Baseline, observer: inout some AuditObserver
  ) {
    retests.merge(verdicts.retests)
    for rule in Rulebook.tokenRules where settings.severity(of: rule.about) != .off {
      let index = Rulebook.index(of: rule.about)
      merge(verdicts.tallies[rule.about.code] ?? RuleTally(), ruleAt: index)
      for (finding, place) in verdicts.findings[rule.about.code] ?? [] {
        if let place {
          add(finding, at: place, ruleAt: index, baseline: &baseline, observer: &observer)
        } else {
          var tally = RuleTally()
          tally.failed = 1
          merge(tally, ruleAt: index)
          add(finding, ruleAt: index, baseline: &baseline, observer: &observer)
        }
      }
    }
  }
}
