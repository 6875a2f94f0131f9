package app.dollr.values;

/**
 * What stands for a payer's card at the card gateway, such as {@code pm_card_visa}: no card data,
 * and of use to nobody but the gateway's account.
 *
 * @param value {@code pm_} and letters, digits or underscores, 255 characters at most
 */
public record PaymentMethodId(String value) {
  /** What it looks like, as a regular expression. */
  public static final String SHAPE = "pm_[A-Za-z0-9_]{1,252}";

  public PaymentMethodId {
    if (!value.matches(SHAPE)) {
      throw new IllegalArgumentException("a payment method is pm_ and letters, digits or _");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
