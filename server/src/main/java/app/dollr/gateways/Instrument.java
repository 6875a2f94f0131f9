package app.dollr.gateways;

import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import java.util.Optional;

/** What a payment goes out of, or into, at a gateway. */
public sealed interface Instrument {
  /** A mobile-money wallet. */
  record Phone(PhoneNumber number) implements Instrument {}

  /**
   * A card.
   *
   * @param id what stands for it; empty where the payer's browser says it, when it confirms
   */
  record Card(Optional<PaymentMethodId> id) implements Instrument {}

  /**
   * The number of the wallet.
   *
   * @throws IllegalStateException when it is none
   */
  default PhoneNumber phone() {
    return switch (this) {
      case Phone wallet -> wallet.number();
      case Card card -> throw new IllegalStateException("a card has no phone number");
    };
  }
}
