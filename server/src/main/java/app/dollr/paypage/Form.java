package app.dollr.paypage;

import java.util.Map;
import java.util.Optional;

/**
 * The form of a pay page.
 *
 * @param ticket sealed
 * @param errors keys of words, by field
 * @param review whether the payer is asked to look at the amount before he pays
 * @param changed whether it is another amount than he was shown before
 */
record Form(
    Choice choice, String ticket, Map<String, String> errors, boolean review, boolean changed) {
  Form {
    errors = Map.copyOf(errors);
  }

  Optional<String> error(String field) {
    return Optional.ofNullable(errors.get(field));
  }
}
