package app.dollr.values;

import java.util.regex.Pattern;

/**
 * An international phone number (E.164) without its plus sign.
 *
 * @param digits 8 to 15 digits that begin with the country's calling code, such as {@code
 *     231771234567}
 */
public record PhoneNumber(String digits) {
  private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{7,14}");
  private static final int SHOWN_FIRST = 3;
  private static final int SHOWN_LAST = 2;

  public PhoneNumber {
    if (!SHAPE.matcher(digits).matches()) {
      throw new IllegalArgumentException("a phone number has 8 to 15 digits and no leading zero");
    }
  }

  /** The number as logs may show it: {@code 231*******67}. */
  public String masked() {
    int hidden = digits.length() - SHOWN_FIRST - SHOWN_LAST;
    return digits.substring(0, SHOWN_FIRST)
        + "*".repeat(hidden)
        + digits.substring(digits.length() - SHOWN_LAST);
  }

  @Override
  public String toString() {
    return masked();
  }
}
