package app.dollr.routing;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A payment method as the platform can use it.
 *
 * @param network the provider that carries it
 * @param country of its phone numbers; empty where it has none
 * @param currencies a payer can pay in, the usual one first
 * @param operations it does
 * @param limits by currency; what is missing has none
 * @param available whether it exists in its market; ORANGE_MONEY_RWA is a name only
 * @param operators who know how it stands with it at the moment
 */
public record Rail(
    PaymentMethod method,
    Provider network,
    Optional<CountryCode> country,
    List<CurrencyCode> currencies,
    Set<OperationType> operations,
    Map<CurrencyCode, Limits> limits,
    boolean available,
    Operators operators) {

  /**
   * What an operator takes in a currency.
   *
   * @param least, most of one payment, both possible
   * @param decimals at most the currency's
   */
  public record Limits(Money least, Money most, int decimals) {
    /** Nothing but what the platform itself can bear. */
    public static Limits none(CurrencyCode currency) {
      return new Limits(
          new Money(1, currency), new Money(MOST_MINOR, currency), currency.decimals());
    }
  }

  private static final long MOST_MINOR = 1_000_000_000_000_000L;

  /** What the operator takes in a currency: as it says itself, else as is configured. */
  public Limits limits(OperationType operation, CurrencyCode currency) {
    return operators.limits(this, operation, currency).orElseGet(() -> configured(currency));
  }

  /** Why an operator does not take an amount. */
  public record Objection(ErrorCode code, String message) {}

  /**
   * Why the operator does not take an amount: AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE, or
   * TOO_MANY_DECIMALS for a payout, which is never rounded; empty when it does.
   */
  public Optional<Objection> objection(OperationType operation, Money moved) {
    var taken = limits(operation, moved.currency());
    if (moved.compareTo(taken.least()) < 0) {
      return Optional.of(
          new Objection(
              ErrorCode.AMOUNT_TOO_SMALL, "%s takes at least %s".formatted(method, taken.least())));
    }
    if (moved.compareTo(taken.most()) > 0) {
      return Optional.of(
          new Objection(
              ErrorCode.AMOUNT_TOO_LARGE, "%s takes at most %s".formatted(method, taken.most())));
    }
    // A collection was rounded to them, and what a refund returns is known only later.
    boolean exact = operation == OperationType.PAYOUT;
    if (exact && moved.amount().stripTrailingZeros().scale() > taken.decimals()) {
      return Optional.of(
          new Objection(
              ErrorCode.TOO_MANY_DECIMALS,
              "%s takes %d decimals of %s".formatted(method, taken.decimals(), moved.currency())));
    }
    return Optional.empty();
  }

  /** Why it cannot do an operation at the moment, for people; empty when it can, for all known. */
  public Optional<String> obstacle(OperationType operation) {
    return operators.obstacle(this, operation);
  }

  /** How it stands with an operation of its operator, where the operator has said so. */
  public Optional<OperatorState> state(OperationType operation) {
    return operators.state(this, operation);
  }

  /** How a payer is asked for the PIN, where the operator has said so. */
  public Optional<Prompt> prompt() {
    return operators.prompt(this);
  }

  private Limits configured(CurrencyCode currency) {
    return limits.getOrDefault(currency, Limits.none(currency));
  }

  /** This rail, paying in these currencies. */
  Rail payingIn(List<CurrencyCode> others) {
    return new Rail(method, network, country, others, operations, limits, available, operators);
  }

  /** This rail, with other decimals in a currency. */
  Rail with(RoutingConfig.Decimals changed) {
    var old = configured(changed.currency());
    Map<CurrencyCode, Limits> all = new HashMap<>(limits);
    all.put(changed.currency(), new Limits(old.least(), old.most(), changed.decimals()));
    return new Rail(method, network, country, currencies, operations, all, available, operators);
  }

  /** This rail, in a market that has it or not. */
  Rail existing(boolean exists) {
    return new Rail(method, network, country, currencies, operations, limits, exists, operators);
  }

  /** This rail, of which others know how it stands. */
  Rail knownBy(Operators others) {
    return new Rail(method, network, country, currencies, operations, limits, available, others);
  }

  /** Whether its money stays in the platform's own books. */
  public boolean isInternal() {
    return network == Provider.PLATFORM;
  }

  /** Whether its accounts are phone numbers. */
  public boolean isMobileMoney() {
    return country.isPresent();
  }

  /** Whether it is paid with cards. */
  public boolean isCard() {
    return network == Provider.STRIPE;
  }

  /** Whether {@code provider} means this rail's network: its own name, or the operator's. */
  public boolean isCarriedBy(Provider provider) {
    return provider == network || provider.name().equals(method.name());
  }
}
