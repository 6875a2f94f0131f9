package app.dollr.settlement;

import java.util.List;
import java.util.Locale;

/** How a gateway writes its statements. */
enum Format {
  PAWAPAY {
    @Override
    List<Line> lines(String content) {
      return PawapayStatement.read(content);
    }
  },
  STRIPE {
    @Override
    List<Line> lines(String content) {
      return StripeStatement.read(content);
    }
  };

  static final int MOST_LINES = 200_000;
  static final String TOO_LONG =
      "it has more than %d lines; import it in parts".formatted(MOST_LINES);

  abstract List<Line> lines(String content);

  /**
   * The lines of a statement.
   *
   * @throws UnreadableStatement with where it cannot be read
   */
  List<Line> read(String content) {
    if (content.indexOf('\0') >= 0 || content.indexOf('\uFFFD') >= 0) {
      throw new UnreadableStatement("it is no text in UTF-8; export it as UTF-8");
    }
    var lines = lines(content);
    if (lines.isEmpty()) {
      throw new UnreadableStatement("it has no lines");
    }
    return lines;
  }

  /** The name of the gateway. */
  String gateway() {
    return name().toLowerCase(Locale.ROOT);
  }
}
