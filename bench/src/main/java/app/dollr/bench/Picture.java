package app.dollr.bench;

import java.util.List;
import java.util.Locale;

/** The collections a second of floor and server side by side, as SVG. */
final class Picture {
  private static final int WIDTH = 720;
  private static final int LEFT = 210;
  private static final int RIGHT = 90;
  private static final int BAR = 18;
  private static final int ROW = 64;
  private static final int TOP = 44;

  private Picture() {}

  static String of(List<Collections> all) {
    double most =
        all.stream()
            .mapToDouble(kind -> Math.max(kind.median().floor(), kind.perSecond()))
            .max()
            .orElse(1);
    var svg = new StringBuilder();
    int height = TOP + ROW * all.size() + 10;
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"13\">",
        WIDTH,
        height);
    add(svg, "<title>Collections a second: the least SQL, and the server</title>");
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
    add(svg, "<text x=\"10\" y=\"22\" fill=\"#1f2937\">Complete collections a second</text>");
    add(svg, "<rect x=\"%d\" y=\"11\" width=\"12\" height=\"12\" fill=\"#9ca3af\"/>", LEFT + 60);
    add(svg, "<text x=\"%d\" y=\"22\" fill=\"#1f2937\">the least SQL</text>", LEFT + 78);
    add(svg, "<rect x=\"%d\" y=\"11\" width=\"12\" height=\"12\" fill=\"#0f766e\"/>", LEFT + 190);
    add(svg, "<text x=\"%d\" y=\"22\" fill=\"#1f2937\">the server</text>", LEFT + 208);
    for (int i = 0; i < all.size(); i++) {
      row(svg, all.get(i), TOP + i * ROW, most);
    }
    add(svg, "</svg>");
    return svg.toString();
  }

  private static void row(StringBuilder svg, Collections kind, int y, double most) {
    var median = kind.median();
    add(
        svg,
        "<text x=\"10\" y=\"%d\" fill=\"#1f2937\">%s</text>",
        y + BAR + 4,
        kind.name().replace("&", "&amp;").replace("<", "&lt;"));
    bar(svg, y, median.floor(), most, "#9ca3af", text("%,.0f", median.floor()));
    bar(
        svg,
        y + BAR + 4,
        median.perSecond(),
        most,
        "#0f766e",
        text("%,.0f (%.0f %%)", median.perSecond(), 100 * median.ratio()));
  }

  private static void bar(
      StringBuilder svg, int y, double value, double most, String colour, String label) {
    double width = value / most * (WIDTH - LEFT - RIGHT);
    add(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        LEFT,
        y,
        width,
        BAR,
        colour);
    add(
        svg,
        "<text x=\"%.1f\" y=\"%d\" fill=\"#1f2937\">%s</text>",
        LEFT + width + 6,
        y + BAR - 4,
        label);
  }

  private static void add(StringBuilder svg, String form, Object... values) {
    svg.append(text(form, values)).append('\n');
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency for this alone
  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
