/// Collects the marks of an SVG drawing that is 760 units wide.
///
/// Positions and lengths are whole tenths of a unit, computed without floating point and rounded down: the bytes are
/// the same on every machine, and no bar is ever drawn longer than it is. Looks come from the style sheet of the page.
/// Every text is escaped.
struct SVGCanvas {
  /// Tenths of a unit from left to right.
  static let width = 7600
  /// Tenths of a unit of a character of a label, at most, unless it is a wide one.
  private static let characterWidth = 63

  /// How a mark looks: a class of the style sheet.
  enum Style: String {
    /// The thing itself, filled.
    case bar
    /// Something before it or around it: only its edge.
    case hollow
    /// What needs a look: filled in another colour, with a strong edge.
    case alarm
    /// What is thin: a range, a line from one bar to the next.
    case thin
    /// A line of a scale.
    case grid
    /// Where a scale leaves something out.
    case gap
    /// A middle value.
    case middle
  }

  enum Anchor: String {
    case start, middle, end
  }

  private(set) var marks = ""
  /// Tenths of a unit from top to bottom so far.
  private(set) var height = 0

  /// Makes room at the bottom.
  ///
  /// - Returns: where the new room begins.
  mutating func extend(by tenths: Int) -> Int {
    defer { height += tenths }
    return height
  }

  /// A rectangle; one without a width is drawn as thin as can be seen.
  mutating func rectangle(x: Int, y: Int, width: Int, height: Int, _ style: Style) {
    marks += """
      <rect class="\(style.rawValue)" x="\(SVGCanvas.text(x))" y="\(SVGCanvas.text(y))" \
      width="\(SVGCanvas.text(max(width, 10)))" height="\(SVGCanvas.text(height))"/>

      """
  }

  mutating func line(x: Int, y: Int, toX: Int, toY: Int, _ style: Style) {
    marks += """
      <line class="\(style.rawValue)" x1="\(SVGCanvas.text(x))" y1="\(SVGCanvas.text(y))" x2="\(SVGCanvas.text(toX))" \
      y2="\(SVGCanvas.text(toY))"/>

      """
  }

  mutating func circle(x: Int, y: Int, radius: Int, _ style: Style) {
    marks +=
      "<circle class=\"\(style.rawValue)\" cx=\"\(SVGCanvas.text(x))\" cy=\"\(SVGCanvas.text(y))\" "
      + "r=\"\(SVGCanvas.text(radius))\"/>\n"
  }

  /// Words and numbers of ours.
  ///
  /// - Parameter y: the line on which the letters stand.
  mutating func words(_ words: String, x: Int, y: Int, _ anchor: Anchor = .start) {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    marks += "<text x=\"\(SVGCanvas.text(x))\" y=\"\(SVGCanvas.text(y))\"\(place)>\(HTMLFormat.escaped(words))</text>\n"
  }

  /// A text with values of the input, from the left edge: cut to its room, in which it stands by itself.
  mutating func label(_ prose: Prose, y: Int, width: Int) {
    let text = SVGCanvas.cut(prose.plain, to: width / SVGCanvas.characterWidth)
    marks += """
      <svg x="0" y="\(SVGCanvas.text(y - 110))" width="\(SVGCanvas.text(width))" height="15"><text class="label" x="0" \
      y="11">\(HTMLFormat.escaped(text))</text></svg>

      """
  }

  /// What belongs together, with a text that shows while the pointer is on it.
  mutating func group(_ title: Prose, _ draw: (inout SVGCanvas) -> Void) {
    marks += "<g><title>\(HTMLFormat.escaped(title.plain))</title>\n"
    draw(&self)
    marks += "</g>\n"
  }

  /// A value on a scale from 0 to a largest one, as a length, rounded down.
  static func length(_ value: Int128, of largest: Int128, on length: Int) -> Int {
    guard value > 0, largest > 0 else { return 0 }
    return value >= largest ? length : Int(value * Int128(length) / largest)
  }

  /// Tenths as a number: "12.5", "-3".
  private static func text(_ tenths: Int) -> String {
    let rest = tenths.magnitude % 10
    return (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// A text in so many columns; characters of East Asia, and whatever else may be wide, take two.
  static func cut(_ text: String, to columns: Int) -> String {
    var used = 0
    var result = ""
    var fits = result
    for scalar in text.unicodeScalars {
      used += scalar.value < 0x1100 ? 1 : 2
      if used > columns { return fits + "…" }
      result.unicodeScalars.append(scalar)
      if used < columns { fits = result }
    }
    return result
  }
}
