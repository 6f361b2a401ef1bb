/// Writes a picture as SVG within a page: with a title and a description, which a screen reader reads instead of the
/// marks.
enum SVGFormat {
  /// - Parameter number: tells the pictures of a page apart.
  static func text(of picture: Picture, number: Int) -> String {
    var canvas = SVGCanvas()
    picture.drawing.draw(on: &canvas)
    let (width, height) = (SVGCanvas.width / 10, (canvas.height + 9) / 10)
    let title = HTMLFormat.escaped(picture.title.plain)
    return """
      <figure role="group" tabindex="0" aria-label="\(title)">
      <figcaption>\(HTMLFormat.inline(picture.title))</figcaption>
      <svg role="img" aria-labelledby="t\(number) d\(number)" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)">
      <title id="t\(number)">\(title)</title>
      <desc id="d\(number)">\(HTMLFormat.escaped(picture.description.plain))</desc>
      \(canvas.marks)</svg>
      </figure>

      """
  }
}
