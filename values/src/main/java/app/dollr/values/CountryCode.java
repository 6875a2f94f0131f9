package app.dollr.values;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An ISO 3166-1 country.
 *
 * @param code two upper-case letters, such as {@code LR}
 */
public record CountryCode(String code) {
  private static final Map<String, String> ALPHA_2 = alpha2ByAlpha3();
  private static final Set<String> KNOWN = new HashSet<>(ALPHA_2.values());

  public static final CountryCode LIBERIA = new CountryCode("LR");
  public static final CountryCode RWANDA = new CountryCode("RW");

  public CountryCode {
    if (!KNOWN.contains(code)) {
      throw new IllegalArgumentException("%s is no ISO 3166-1 country".formatted(code));
    }
  }

  /** The country named by an alpha-2 or alpha-3 code in any case. */
  public static CountryCode parse(String text) {
    var upper = text.toUpperCase(Locale.ROOT);
    return new CountryCode(ALPHA_2.getOrDefault(upper, upper));
  }

  @Override
  public String toString() {
    return code;
  }

  private static Map<String, String> alpha2ByAlpha3() {
    Map<String, String> codes = new HashMap<>();
    for (var alpha2 : Locale.getISOCountries()) {
      codes.put(Locale.of("", alpha2).getISO3Country(), alpha2);
    }
    return Map.copyOf(codes);
  }
}
