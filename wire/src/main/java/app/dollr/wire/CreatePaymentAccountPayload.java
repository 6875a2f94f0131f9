package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/**
 * A payment account to register.
 *
 * @param paymentMethodId what stands for the card, such as {@code pm_card_visa}; for cards only,
 *     and left out where the payer's browser says it
 */
public record CreatePaymentAccountPayload(
    String accountName,
    String provider,
    PaymentMethod method,
    long partyId,
    @Nullable String countryCode,
    @Nullable String insensitiveAccountNumber,
    @Nullable String paymentMethodId) {

  /** An account that names no card. */
  public CreatePaymentAccountPayload(
      String accountName,
      String provider,
      PaymentMethod method,
      long partyId,
      @Nullable String countryCode,
      @Nullable String insensitiveAccountNumber) {
    this(accountName, provider, method, partyId, countryCode, insensitiveAccountNumber, null);
  }
}
