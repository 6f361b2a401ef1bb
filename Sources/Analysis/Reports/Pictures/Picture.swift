/// A drawing with what it says in words. What it shows stands in tables or sentences of the report too, so that formats
/// without pictures say the same.
public struct Picture: Sendable {
  /// What it is a picture of.
  let title: Prose
  /// What it shows, for those who don't see it.
  let description: Prose
  let drawing: any Drawing

  init(_ title: Prose, _ description: Prose, _ drawing: some Drawing) {
    self.title = title
    self.description = description
    self.drawing = drawing
  }
}

/// Something that can be drawn.
protocol Drawing: Sendable {
  /// Draws all of it, from the top.
  func draw(on canvas: inout SVGCanvas)
}
