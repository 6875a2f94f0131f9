package app.dollr.routing;

import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A payment method as the platform can use it.
 *
 * @param network the provider that carries it
 * @param country of its phone numbers; empty where it has none
 * @param currencies a payer can pay in, the usual one first
 * @param operations it does
 * @param available whether it exists in its market; ORANGE_MONEY_RWA is a name only
 */
public record Rail(
    PaymentMethod method,
    Provider network,
    Optional<CountryCode> country,
    List<CurrencyCode> currencies,
    Set<OperationType> operations,
    boolean available) {

  /** Whether its accounts are phone numbers. */
  public boolean isMobileMoney() {
    return country.isPresent();
  }

  /** Whether {@code provider} means this rail's network: its own name, or the operator's. */
  public boolean isCarriedBy(Provider provider) {
    return provider == network || provider.name().equals(method.name());
  }
}
