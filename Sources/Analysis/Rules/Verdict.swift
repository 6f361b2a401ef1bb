/// What a rule says of one production line.
enum Verdict: Equatable, Sendable {
  /// What must hold, holds.
  case passed
  /// It doesn't.
  case failed
  /// It can't be told, and why.
  case notTestable(Obstacle)

  /// Whether it could be told.
  var isTested: Bool {
    if case .notTestable = self { false } else { true }
  }
}

/// Why a rule can't be tested on a production line.
public enum Obstacle: UInt8, CaseIterable, Sendable {
  /// What the production line says is not enough, or contradicts itself.
  case absent, unusable, alphabetUnknown, statusUnknown, phaseUndecided
  /// The rule is about another kind of production line, or of alphabet.
  case notEnded, ended, notComplete, notPartial, mixedWidth, columnsFree, notBinary, stampUnreadable, negativeRunTime
  /// What is compared with is not there.
  case noMoment, rateZero, tooFewStamps
  /// Production lines can't be compared with each other.
  case placeholder, requestUnknown, chance, oneState, noEarlierPart, unseenPart
  /// Token files can't be judged.
  case deleted, noTokenFile, severalFiles, fileUnread, rowsUnusable, earlierFiles
  /// Orders can't be judged.
  case noOrderedJob, outsideWindow, orderDoubtful, notSaid, notDue
  /// What the production line was before is not known.
  case noEarlierState
  /// Token files can't be compared with what the service or other production lines say of them.
  case notHashed, seeded, noOtherLine
  /// The file without a number is that of another part.
  case laterPart
  /// A production line says that more tokens were made, or remain, than there are.
  case moreThanAll
  /// The files of earlier parts are there, with other tokens than theirs.
  case earlierCount

  /// The name in JSON reports, which their schema lists.
  var code: String { "\(self)" }

  /// Whether the rule is about the production line, and what it needs of it is there but says nothing.
  var isGap: Bool {
    switch self {
    case .unusable, .alphabetUnknown, .statusUnknown, .phaseUndecided, .stampUnreadable: true
    default: false
    }
  }

  /// The reason in words, for the reports.
  public var reason: String {
    switch self {
    case .absent: "a needed value is absent"
    case .unusable: "a needed value has the wrong type, is out of range or stands twice"
    case .alphabetUnknown: "the alphabet is not known, or can't be used as it was supplied; supply it with --alphabets"
    case .statusUnknown: "the status is absent or not known"
    case .phaseUndecided: "status and stamps contradict each other"
    case .notEnded: "the job has not ended"
    case .ended: "the job has ended"
    case .notComplete: "the production line is not complete"
    case .notPartial: "no tokens remain"
    case .mixedWidth: "the characters of the alphabet differ in UTF-8 length"
    case .columnsFree: "every column is possible in this alphabet"
    case .notBinary: "the checksum has not the bits that it needs"
    case .stampUnreadable: "a needed stamp has another form"
    case .negativeRunTime: "the job ended before it started"
    case .noMoment: "no --as-of was given"
    case .rateZero: "the rate is 0"
    case .tooFewStamps: "there are fewer than two readable stamps"
    case .placeholder: "a needed id is empty or a placeholder"
    case .requestUnknown: "the moment of the request is absent, or has another form"
    case .chance: "equal checksums may be chance in this alphabet"
    case .oneState: "no other state of the job was read"
    case .noEarlierPart: "no earlier part was read"
    case .unseenPart: "a part in between was not read"
    case .deleted: "the production line was deleted"
    case .noTokenFile: "its token file is not there"
    case .severalFiles: "several files are there for one part"
    case .fileUnread: "its token file could not be read to its end"
    case .rowsUnusable: "rows of a token file are no tokens"
    case .noOrderedJob: "no production line of the order was read"
    case .outsideWindow: "what it is about ended outside the window"
    case .orderDoubtful: "rows of the orders contradict each other or can't be used"
    case .notSaid: "the order doesn't say"
    case .notDue: "the order is not overdue, or says no date"
    case .noEarlierState: "no earlier run has seen the job finished"
    case .earlierFiles:
      "the token files of the earlier parts are not all there, and no list of --earlier has the checksum after them"
    case .earlierCount: "the token files of the earlier parts have more or fewer tokens than size and available leave"
    case .notHashed: "token files were not hashed; leave --no-digest out"
    case .seeded: "not verifiable: the service mixes in a seed in an unpublished way"
    case .laterPart:
      "there is a later part, and which file is that of this part can't be told or it is not there"
    case .moreThanAll: "size and available are together more than all tokens that there are"
    case .noOtherLine: "no other production line of its alphabet and characters per token could be compared"
    }
  }
}
