/// How a part of a production line fits to a part before it, by the tokens that both have left.
enum PartRelation {
  /// It begins with what the part before has left.
  case follows
  /// More tokens are available than can be: at most what the part before left, less what this part took. `most` is
  /// nil if this part took more than was left, `actual` is what is available, and `size` is what this part took.
  case exceeds(most: DecimalInteger?, actual: DecimalInteger, left: DecimalInteger, size: Int)
  case notTestable(Obstacle)

  /// The relation of a part to an earlier one.
  init(of new: KeptLine, to old: KeptLine) {
    let needed = FieldSet([.size, .available])
    for line in [old.line, new.line] {
      if !line.hasAll(needed) {
        self = .notTestable(line.obstacle(needed))
        return
      }
      if line.phase == .undecided {
        self = .notTestable(.phaseUndecided)
        return
      }
    }
    var left = old.line.available.exact(in: old.context.texts)
    // One that was deleted before it ended took none.
    if old.line.phase == .before, old.line.status != .deleted {
      // The part before has still to take its own tokens.
      guard let rest = left.subtracting(DecimalInteger(UInt64(old.line.size))) else {
        self = .notTestable(.unusable)
        return
      }
      left = rest
    }
    let available = new.line.available.exact(in: new.context.texts)
    let size = new.line.phase == .after ? new.line.size : 0
    let taken = available + DecimalInteger(UInt64(size))
    if taken == left {
      self = .follows
    } else if taken < left {
      self = .notTestable(.unseenPart)
    } else {
      self = .exceeds(
        most: left.subtracting(DecimalInteger(UInt64(size))), actual: available, left: left, size: size)
    }
  }
}
