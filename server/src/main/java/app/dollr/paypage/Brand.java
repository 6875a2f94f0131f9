package app.dollr.paypage;

import app.dollr.merchants.Look;
import app.dollr.platform.colour.Colour;
import java.util.Optional;
import java.util.Set;

/**
 * A merchant's look on the pages: its logo, and its colour in every shade that can be read.
 *
 * @param look as the operator has set it
 */
record Brand(Look look) {
  /** The darkest background by day and the lightest by night, as the stylesheet has them. */
  private static final Colour DAY = new Colour(244, 245, 248);

  private static final Colour NIGHT = new Colour(23, 26, 33);

  /** The images that papers can show. */
  private static final Set<String> PRINTABLE = Set.of("image/png", "image/jpeg");

  /** What changes when the look does, for the URLs of its files. */
  String version() {
    return look.version();
  }

  boolean hasLogo() {
    return look.logo().isPresent();
  }

  /** The logo as a URL that holds it, for papers. */
  Optional<String> printable() {
    return look.logo()
        .filter(logo -> PRINTABLE.contains(logo.type()))
        .map(logo -> "data:%s;base64,%s".formatted(logo.type(), logo.base64()));
  }

  boolean hasColour() {
    return look.colour().isPresent();
  }

  /** The stylesheet that sets the merchant's colour; empty without one. */
  String stylesheet() {
    return look.colour().map(Brand::stylesheet).orElse("");
  }

  private static String stylesheet(String colour) {
    var own = Colour.parse(colour);
    var light = own.readableOn(DAY);
    var dark = own.readableOn(NIGHT);
    return """
    :root{--accent:%s;--on-accent:%s;--accent-text:%s}
    @media (prefers-color-scheme:dark){:root{--accent:%s;--on-accent:%s;--accent-text:%s}}
    """
        .formatted(
            light.css(), light.ink().css(), light.css(), dark.css(), dark.ink().css(), dark.css());
  }
}
