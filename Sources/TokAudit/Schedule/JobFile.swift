import Analysis

/// Reads a job file strictly: what is not understood is refused, with its place.
struct JobFile {
  /// The folder of the file, from which relative paths lead.
  let folder: String

  /// Keys of a job, as the schema lists them.
  static let keys = [
    "name", "sources", "sessions", "alphabets", "orders", "payments", "window", "zone", "options", "expectLines",
    "keep", "notify", "reports", "at", "hungAfter",
  ]
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Options of audit that a job may set; paths among them are relative to the job file.
  static let options: [OptionSpec] =
    [
      .select, .ignore, .severity, .failOn, .accept, .stuckAfter, .expectCount, .allowEmpty, .maxRows, .rateTolerance,
      .reachLimit, .agreement, .threads, .memory,
    ] + OptionSpec.live
  private static let pathOptions = [OptionSpec.accept, .sessionKeyFile, .cacert].map(\.long)

  /// Reads the job of a file.
  static func read(_ path: String) throws(JobProblem) -> ScheduledJob {
    let tree: JSONTree
    do throws(InputError) {
      tree = try BaselineFiles.use(path) { (source) throws(SourceProblem) in try JSONTree.read(source) }
    } catch { throw JobProblem("can't be read: \(error.message)") }
    return try job(tree, in: FilePath.resolved(FilePath.folder(of: path)))
  }

  /// The job of a document.
  ///
  /// - Parameter folder: the folder of the file, from which relative paths lead.
  static func job(_ tree: JSONTree, in folder: String) throws(JobProblem) -> ScheduledJob {
    let file = JobFile(folder: folder)
    let object = try JobObject(tree, path: "the job", keys: keys)
    var job = ScheduledJob()
    job.places = JobPlaces(tree)
    guard let name = try object.text("name") else { throw object.problem("name", "is missing.") }
    // It becomes the name of a folder and of unit files.
    guard name.utf8.allSatisfy(isPlain), name.utf8.count <= 64 else {
      throw object.problem("name", "must consist of at most 64 letters a-z, A-Z, digits, - and _.")
    }
    if name.utf8.first == UInt8(ascii: "-") { throw object.problem("name", "must not begin with -, as options do.") }
    job.name = name
    job.sessions = try file.sessions(object)
    guard let sources = try object.texts("sources") ?? (job.sessions.isEmpty ? nil : []) else {
      throw object.problem("sources or sessions", "is missing.")
    }
    if let scheme = sources.lazy.compactMap({ LiveAddress.otherScheme($0) }).first {
      throw object.problem("sources", "has \(scheme)://, by which nobody can be asked; addresses begin with https://.")
    }
    job.sources = sources.map { LiveAddress.isAddress($0) ? $0 : file.path($0) }
    job.zone = try object.text("zone") ?? job.zone
    do throws(TimeZoneError) { _ = try TimeZone(named: job.zone) } catch {
      throw object.problem("zone", "is not known. \(error.reason)")
    }
    job.window = try window(object)
    job.options = try file.arguments(object, "options", JobFile.options, paths: JobFile.pathOptions)
    job.payments = try file.payments(object)
    job.hungAfter = try object.duration("hungAfter")
    if let alphabets = try object.text("alphabets") {
      job.options.append(.init(.alphabets, LiveAddress.isAddress(alphabets) ? alphabets : file.path(alphabets)))
    }
    if let orders = try object.text("orders") { job.options.append(.init(.orders, file.path(orders))) }
    job.expectation = try expectation(object)
    job.keep = try object.count("keep")
    job.notice = try file.notice(object)
    job.reports = file.path(try object.text("reports") ?? "Reports")
    job.time = try object.text("at") ?? job.time
    if ClockTime("2026-01-01T\(job.time)") == nil || job.time.utf8.count != 5 {
      throw object.problem("at", "must be a time of the day, such as 05:00.")
    }
    return job
  }

  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  func path(_ text: String) -> String { FilePath.joining(folder, text) }

  private static func window(_ job: JobObject) throws(JobProblem) -> ScheduledJob.Window {
    guard let value = job.value("window") else { return .yesterday }
    if case .text(let word) = value.value {
      switch word {
      case "yesterday": return .yesterday
      case "last-month": return .lastMonth
      case "all": return .all
      default: throw job.problem("window", "must be yesterday, last-month, all, or an object with from and to.")
      }
    }
    let object = try JobObject(value, path: "window", keys: ["from", "to"])
    let (from, to) = (try object.text("from"), try object.text("to"))
    for (key, text) in [("from", from), ("to", to)] {
      if let text, ClockTime(text) == nil {
        throw object.problem(key, "must be a date or a time, such as 2026-01-31 or 2026-01-31T12:00:00Z.")
      }
    }
    if from == nil, to == nil { throw job.problem("window", "has neither from nor to.") }
    return .dates(from: from, to: to)
  }

  private static func expectation(_ job: JobObject) throws(JobProblem) -> ScheduledJob.Expectation? {
    guard let value = job.value("expectLines") else { return nil }
    let object = try JobObject(value, path: "expectLines", keys: ["min", "days"])
    var made = ScheduledJob.Expectation()
    made.least = try object.count("min") ?? 1
    if let text = try object.text("days") {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { days.firstIndex(of: String($0)) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else {
        throw object.problem("days", "must be days of a week, such as Mon-Fri or Sun.")
      }
      made.days = Set(first...last)
    }
    return made
  }

  private func notice(_ job: JobObject) throws(JobProblem) -> ScheduledJob.Notice? {
    guard let value = job.value("notify") else { return nil }
    let object = try JobObject(value, path: "notify", keys: ["on", "command", "timeout"])
    var made = ScheduledJob.Notice()
    let words = ScheduledJob.Notice.Occasion.allCases.map(\.rawValue)
    made.occasion = try object.word("on", words).flatMap { .init(rawValue: $0) } ?? made.occasion
    guard let command = try object.texts("command") else { throw object.problem("command", "is missing.") }
    // As for a shell, a program without a slash is looked for in PATH.
    made.command = [command[0].utf8.contains(UInt8(ascii: "/")) ? path(command[0]) : command[0]] + command.dropFirst()
    made.timeout = try object.duration("timeout") ?? made.timeout
    return made
  }

  /// The options of an object as arguments of a command.
  ///
  /// - Parameters:
  ///   - place: the key of the object.
  ///   - options: those that it may have.
  ///   - paths: the names of those whose values are paths.
  ///   - others: keys that are read elsewhere.
  func arguments(
    _ job: JobObject, _ place: String, _ options: [OptionSpec], paths: [String], others: [String] = []
  ) throws(JobProblem) -> [JobArgument] {
    guard let value = job.value(place) else { return [] }
    let object = try JobObject(value, path: place, keys: others + options.map(\.long))
    var arguments: [JobArgument] = []
    for (key, value) in object.all {
      guard let option = options.first(where: { $0.long == key }) else { continue }
      guard option.takesValue else {
        guard case .flag(let flag) = value.value else { throw object.problem(key, "must be true or false.") }
        if flag { arguments.append(.init(option)) }
        continue
      }
      let texts: [String]
      switch value.value {
      case .text(let text): texts = [text]
      case .whole(let number): texts = ["\(number)"]
      case .list where option.isRepeatable: texts = try object.texts(key) ?? []
      default: throw object.problem(key, JobFile.demand(of: option))
      }
      for text in texts {
        if let objection = option.value.objection(to: text) { throw object.problem(key, "is invalid. \(objection)") }
        if text.utf8.contains(0) { throw object.problem(key, "must not contain a zero character.") }
        arguments.append(.init(option, paths.contains(key) ? path(text) : text))
      }
    }
    return arguments
  }

  /// What a value must be that is of no JSON type which an option takes.
  private static func demand(of option: OptionSpec) -> String {
    if option.isRepeatable { return "must be a text or a list of texts." }
    return switch option.value {
    case .text, .file, .folder: "must be a text or a whole number."
    // Nothing is no value of any other kind, so that they say what they take.
    default: "is invalid. \(option.value.objection(to: "") ?? "")"
    }
  }
}
