package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.CreditCardValidator;
import tools.jackson.databind.JsonNode;

/**
 * The refusal of card data in requests. What is never taken in cannot be logged, stored or stolen,
 * and keeps the platform out of most of PCI DSS.
 */
final class CardData {
  private static final Set<String> KEYS =
      Set.of(
          "card_number",
          "cardnumber",
          "cvc",
          "cvv",
          "cvv2",
          "csc",
          "card_cvc",
          "card_cvv",
          "exp_month",
          "exp_year",
          "expiry",
          "expiry_date",
          "card_expiry");
  private static final Pattern DIGITS =
      Pattern.compile("(?<![0-9A-Za-z-])\\d(?:[ -]?\\d){12,18}(?![0-9A-Za-z-])");
  private static final Pattern SEPARATORS = Pattern.compile("[ -]");
  private static final CreditCardValidator CARDS =
      new CreditCardValidator(
          CreditCardValidator.AMEX
              + CreditCardValidator.DINERS
              + CreditCardValidator.DISCOVER
              + CreditCardValidator.MASTERCARD
              + CreditCardValidator.VISA);

  private CardData() {}

  /**
   * Refuses a request whose {@code place} holds a card number, a CVV or an expiry.
   *
   * @throws Refused with CARD_DATA
   */
  static void refuse(String place, JsonNode node) {
    look(List.of(place), node);
  }

  private static void look(List<Object> location, JsonNode node) {
    if (node.isObject()) {
      for (var entry : node.properties()) {
        var place = below(location, entry.getKey());
        if (KEYS.contains(entry.getKey()) && entry.getValue().isValueNode()) {
          throw refused(place);
        }
        look(place, entry.getValue());
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        look(below(location, i), node.get(i));
      }
    } else if (node.isString() && holdsCardNumber(node.stringValue())) {
      throw refused(location);
    } else if (node.isIntegralNumber() && holdsCardNumber(node.asString())) {
      throw refused(location);
    }
  }

  private static boolean holdsCardNumber(String text) {
    var runs = DIGITS.matcher(text);
    while (runs.find()) {
      if (CARDS.isValid(SEPARATORS.matcher(runs.group()).replaceAll(""))) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> below(List<Object> location, Object key) {
    List<Object> place = new ArrayList<>(location);
    place.add(key);
    return place;
  }

  private static Refused refused(List<Object> location) {
    return Refused.of(List.of(Problem.of(ErrorCode.CARD_DATA, location.toArray())));
  }
}
