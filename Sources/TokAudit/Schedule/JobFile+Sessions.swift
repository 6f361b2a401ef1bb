import Analysis

/// Sessions and payments of a job file.
extension JobFile {
  /// Keys of a session, as the schema lists them.
  static let sessionKeys = ["name", "url", "keyFile", "credential", "ended", "saved"]
  /// Files of payments.
  static let paymentFiles = ["files", "refunds", "disputes"]
  /// Options of reconcile that a job may set.
  static let paymentOptions: [OptionSpec] = [
    .amounts, .price, .grace, .mode, .sharedPayments, .decimal, .dateOrder, .acceptExceptions, .history, .ledgerTotal,
    .allowIncomplete,
  ]

  /// The sessions of a job, each with a name of its own.
  func sessions(_ job: JobObject) throws(JobProblem) -> [ScheduledJob.Session] {
    guard let value = job.value("sessions") else { return [] }
    guard case .list(let elements) = value.value, !elements.isEmpty else {
      throw job.problem("sessions", "must be a list with at least one object.")
    }
    var sessions: [ScheduledJob.Session] = []
    for (number, element) in elements.enumerated() {
      let object = try JobObject(element, path: "sessions[\(number)]", keys: JobFile.sessionKeys)
      let session = try self.session(object)
      // The names of files may be told apart without the case of their letters.
      if sessions.contains(where: { $0.name.lowercased() == session.name.lowercased() }) {
        throw object.problem("name", "is that of another session. The case of letters makes no difference.")
      }
      sessions.append(session)
    }
    let asked = sessions.filter { !$0.hasEnded }
    if asked.count > 1, let number = sessions.firstIndex(where: { !$0.hasEnded && $0.key == .standard }) {
      throw JobProblem(
        "sessions[\(number)] needs a keyFile or a credential, since there are several sessions.",
        at: elements[number].location)
    }
    return sessions
  }

  private func session(_ object: JobObject) throws(JobProblem) -> ScheduledJob.Session {
    var session = ScheduledJob.Session()
    guard let name = try object.text("name") else { throw object.problem("name", "is missing.") }
    // It becomes the name of a file.
    guard name.utf8.allSatisfy(JobFile.isPlain), name.utf8.count <= 64 else {
      throw object.problem("name", "must consist of at most 64 letters a-z, A-Z, digits, - and _.")
    }
    session.name = name
    session.hasEnded = try object.flag("ended")
    session.address = try object.text("url")
    if let address = session.address {
      do throws(AddressError) { _ = try LiveAddress(address, what: .tokens) } catch {
        throw object.problem("url", "is no address that can be asked. \(error.reason)")
      }
    } else if !session.hasEnded {
      throw object.problem("url", "is missing.")
    }
    session.saved = try object.text("saved").map { path($0) }
    if session.saved != nil, !session.hasEnded { throw object.problem("saved", "is for a session that has ended.") }
    let (file, credential) = (try object.text("keyFile"), try object.text("credential"))
    if let credential {
      if file != nil { throw object.problem("credential", "and keyFile exclude each other.") }
      guard credential.utf8.allSatisfy(JobFile.isPlain) else {
        throw object.problem("credential", "must be the name of a credential: letters a-z, A-Z, digits, - and _.")
      }
      session.key = .credential(credential)
    } else if let file {
      session.key = .file(path(file))
    }
    return session
  }

  /// The payments of a job as arguments of reconcile.
  func payments(_ job: JobObject) throws(JobProblem) -> [JobArgument] {
    guard let value = job.value("payments") else { return [] }
    let options = try arguments(
      job, "payments", JobFile.paymentOptions, paths: ["amounts", "accept", "history"], others: JobFile.paymentFiles)
    let object = try JobObject(
      value, path: "payments", keys: JobFile.paymentFiles + JobFile.paymentOptions.map(\.long))
    guard let files = try object.texts("files") else { throw object.problem("files", "is missing.") }
    let given: [(option: OptionSpec, paths: [String])] = [
      (.payments, files), (.refunds, try object.texts("refunds") ?? []),
      (.disputes, try object.texts("disputes") ?? []),
    ]
    return given.flatMap { given in given.paths.map { JobArgument(given.option, path($0)) } } + options
  }
}
