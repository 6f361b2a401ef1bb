import Analysis

/// What a run of a job now would read, for `run --check`. Nothing is read: only what is there is looked at.
struct JobCheck {
  let job: ScheduledJob
  let days: RunDays
  /// What the audit is given besides the options of the job, as arguments.
  let given: [String]

  /// Options that name a file or a folder without which a run ends with 78, or has no reconciliation.
  private static let needed: [OptionSpec] = [
    .accept, .cacert, .alphabets, .orders, .amounts, .acceptExceptions, .history,
  ]

  /// The first file that can't be read; nil if there is none.
  var problem: JobProblem? { keyProblem ?? fileProblem }

  /// The first file of a key that can't be read. It is not named: what stands there may be the key itself.
  private var keyProblem: JobProblem? {
    var files: [(key: String, path: String)] = []
    if job.asksWithStandardKey {
      let option = OptionSpec.sessionKeyFile
      files += job.options.values(of: option).map { ("options.\(option.long)", $0) }
    }
    for (number, session) in job.sessions.enumerated() where !session.hasEnded {
      if case .file(let path) = session.key { files.append(("sessions[\(number)].keyFile", path)) }
    }
    for (key, path) in files {
      if !FileNames.isReadable(path) {
        return job.places.problem(key, "cannot read the session key file: \(SystemError.last.text)")
      }
      if FileIdentity(folder: path) != nil { return job.places.problem(key, "a folder is no session key file") }
    }
    return nil
  }

  private var fileProblem: JobProblem? {
    for (object, arguments) in [("options", job.options), ("payments", job.payments)] {
      for argument in arguments {
        guard let value = argument.value, Self.needed.contains(where: { argument.isOf($0) }),
          !LiveAddress.isAddress(value), !FileNames.isReadable(value)
        else { continue }
        let reason = "cannot read \(Self.shown(value)): \(SystemError.last.text)"
        let key = argument.option.long
        return job.places.problem(job.places.path(of: key, in: [object]) ?? key, reason)
      }
    }
    return nil
  }

  /// The text, which shows no secret of an address.
  var text: String {
    var text = "Job \(job.name): a run now would be \(job.folder)/\(JobFolder.freeName(days.name, in: job.folder))\n"
    for (place, source) in job.sources.enumerated() {
      if LiveAddress.isAddress(source) {
        let number = job.sources[...place].count { LiveAddress.isAddress($0) }
        text +=
          "Source \(Self.shown(source)): asked; the answer is kept in \(kept(JobSources.name(ofAddress: number)))\n"
      } else {
        text += "Source \(Self.shown(source)): \(Self.count(source)) found\n"
      }
    }
    for session in job.sessions {
      text += "Session \(session.name): "
      if let saved = session.saved {
        text += "\(Self.shown(saved)): \(Self.count(saved)) found\n"
      } else if session.hasEnded {
        let file = kept(session.name)
        text += "has ended; the last answer, \(file), is \(FileIdentity.isThere(file) ? "there" : "not there")\n"
      } else {
        text += "\(Self.shown(session.address ?? "")): asked; the answer is kept in \(kept(session.name))\n"
      }
    }
    for argument in job.payments {
      guard let value = argument.value, JobPayments.patterns.contains(where: { argument.isOf($0) }) else { continue }
      text += "Payments \(Self.shown(value)): \(Self.count(value)) found\n"
    }
    if !job.payments.isEmpty { text += "Payments: \(Self.shown(job.payments))\n" }
    return text + "Options: \(given.joined(separator: " ")) \(Self.shown(job.options))\n"
  }

  private func kept(_ name: String) -> String { "\(job.folder)/\(JobSources.folderName)/\(name).json" }

  /// How many files a path or a pattern leads to.
  private static func count(_ path: String) -> Int { FilePath.matching(path).count { FileIdentity.isThere($0) } }

  private static func shown(_ arguments: [JobArgument]) -> String {
    arguments.map { JobArgument($0.option, $0.value.map(shown)).text }.joined(separator: " ")
  }

  private static func shown(_ text: String) -> String {
    Visible.text(LiveAddress.isAddress(text) ? LiveAddress.withoutSecrets(text) : text, limit: .max)
  }
}
