package app.dollr.platform.colour;

/** A colour in sRGB, each part from 0 to 255. */
public record Colour(int red, int green, int blue) {
  /** WCAG 2.2 AA: text, and what can be pressed. */
  private static final double LEAST_CONTRAST = 4.5;

  private static final Colour WHITE = new Colour(255, 255, 255);
  private static final Colour BLACK = new Colour(16, 18, 27);
  private static final double STEP = 0.06;
  private static final int MOST_STEPS = 40;

  /** A colour as {@code #0a7cff}. */
  public static Colour parse(String text) {
    int bits = Integer.parseInt(text.substring(1), 16);
    return new Colour(bits >> 16 & 255, bits >> 8 & 255, bits & 255);
  }

  public String css() {
    return "#%02x%02x%02x".formatted(red, green, blue);
  }

  /** This colour, made darker or lighter until it can be read on a background. */
  public Colour readableOn(Colour background) {
    var towards = background.contrast(BLACK) > background.contrast(WHITE) ? BLACK : WHITE;
    var shade = this;
    for (int i = 0; i < MOST_STEPS && shade.contrast(background) < LEAST_CONTRAST; i++) {
      shade = shade.mixed(towards, STEP);
    }
    return shade;
  }

  /** White or black, whichever can be read on this colour. */
  public Colour ink() {
    return contrast(WHITE) >= LEAST_CONTRAST ? WHITE : BLACK;
  }

  /** WCAG's contrast ratio, from 1 to 21. */
  private double contrast(Colour other) {
    double one = luminance();
    double two = other.luminance();
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  private Colour mixed(Colour other, double share) {
    return new Colour(
        part(red, other.red, share),
        part(green, other.green, share),
        part(blue, other.blue, share));
  }

  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static int part(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
