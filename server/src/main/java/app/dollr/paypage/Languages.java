package app.dollr.paypage;

import app.dollr.routing.Prompt;
import app.dollr.wire.PaymentMethod;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/** The languages the pages are written in: those there is a file of words for. */
final class Languages {
  private static final String ENGLISH = "en";

  private final Map<String, Properties> all = new TreeMap<>();
  private final Function<PaymentMethod, Optional<Prompt>> prompts;

  /**
   * The languages.
   *
   * @param prompts how operators say that they ask payers, which counts before what is written here
   */
  Languages(Function<PaymentMethod, Optional<Prompt>> prompts) {
    this.prompts = prompts;
    for (var language : Locale.getISOLanguages()) {
      read(language).ifPresent(texts -> all.put(language, texts));
    }
  }

  /** The two letters of each, in the order of the alphabet. */
  List<String> all() {
    return List.copyOf(all.keySet());
  }

  /** What a language calls itself. */
  String name(String language) {
    return texts(language).getProperty("language");
  }

  /** Whether the pages are written in it. */
  boolean has(String language) {
    return all.containsKey(language);
  }

  /**
   * The words for a reader.
   *
   * @param chosen the language he has picked on the page
   * @param accepted what his browser says he reads, best first
   */
  Words words(Optional<String> chosen, Optional<String> accepted) {
    var wishes = wishes(accepted.orElse(""));
    var locale =
        chosen
            .filter(this::has)
            .map(language -> regional(language, wishes))
            .or(() -> wishes.stream().filter(wish -> has(wish.getLanguage())).findFirst())
            .orElse(Locale.of(ENGLISH));
    return new Words(texts(locale.getLanguage()), locale, prompts);
  }

  private Properties texts(String language) {
    var texts = all.get(language);
    if (texts == null) {
      throw new IllegalStateException("no words in %s".formatted(language));
    }
    return texts;
  }

  /** The language as it is written where the reader lives, if he has said so. */
  private static Locale regional(String language, List<Locale> wishes) {
    return wishes.stream()
        .filter(wish -> wish.getLanguage().equals(language))
        .findFirst()
        .orElse(Locale.of(language));
  }

  private static List<Locale> wishes(String accepted) {
    List<Locale> wishes = new ArrayList<>();
    try {
      for (var range : LanguageRange.parse(accepted)) {
        if (!range.getRange().equals("*")) {
          wishes.add(Locale.forLanguageTag(range.getRange()));
        }
      }
    } catch (IllegalArgumentException e) {
      // A browser that does not say it properly reads English.
    }
    return wishes;
  }

  private static Optional<Properties> read(String language) {
    var name = "/paypage/words_%s.properties".formatted(language);
    try (var stream = Languages.class.getResourceAsStream(name)) {
      if (stream == null) {
        return Optional.empty();
      }
      var texts = new Properties();
      texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return Optional.of(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
