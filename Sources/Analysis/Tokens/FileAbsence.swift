/// Why the token files of a production line can't be held against it: one is not there, or there twice.
struct FileAbsence {
  /// What the finding says.
  let message: Prose
  /// Why the rules that need the file can't be tested.
  let obstacle: Obstacle

  private init(_ message: Prose, _ obstacle: Obstacle) {
    self.message = message
    self.obstacle = obstacle
  }

  /// That of the last part that should have one.
  init(ofLatest part: TokenPart) {
    if let number = part.number, number > 1 {
      self.init("The job of part \(number) has ended, and its token file is not there.", .noTokenFile)
    } else {
      self.init("The production line has ended, and its token file is not there.", .noTokenFile)
    }
  }

  /// That of an earlier part, of which a list that was read speaks.
  init(ofPart number: Int) {
    self.init(
      "The token file of part \(number) is not there; a later part has another file.", .noTokenFile)
  }

  /// What the names of the files show; nil if they are all right.
  init?(_ parts: TokenParts) {
    guard let (one, other) = parts.twice else { return nil }
    self.init("\(data: one.name) and \(data: other.name) stand for the same part.", .severalFiles)
  }

  /// What the numbers of their tokens show; nil if they are all right.
  init?(_ job: TokenJob, _ parts: TokenParts, _ readings: [TokenReading]) {
    guard let earlier = job.earlier, let last = readings.last else { return nil }
    let sum = readings.reduce(0) { $0 + $1.tally.tokens }
    // Every part has a token at least: with an empty file among them, the sum says nothing.
    let areAllFilled = readings.allSatisfy { $0.tally.tokens > 0 }
    if !parts.hasLatest, areAllFilled, earlier > 0, sum == earlier {
      self.init("The files of all earlier parts are there, that of the latest part is not.", .noTokenFile)
    } else if earlier > 0, readings.count == 1, last.file.place.part == 1 {
      self.init("There were parts before the latest, and only the first has a file.", .noTokenFile)
    } else if parts.hasLatest, let numbered = readings.dropLast().last,
      earlier == 0 || sum - last.tally.tokens == job.produced && numbered.tally.tokens == job.size
    {
      self.init(
        "\(data: numbered.file.name) and \(data: last.file.name) both stand for the latest part.", .severalFiles)
    } else {
      return nil
    }
  }
}
