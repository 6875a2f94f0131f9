package app.dollr.routing;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.phone.Phones;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.PaymentMethod;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rails, and the guess at which of them a phone number is on. */
public final class Routing {
  private final RoutingConfig config;
  private final Operators operators;
  private final Map<PaymentMethod, Rail> rails;
  private final Set<CurrencyCode> currencies;

  public Routing(RoutingConfig config, Operators operators) {
    this.config = config;
    this.operators = operators;
    this.rails =
        config.rails().stream()
            .map(rail -> rail.knownBy(operators))
            .collect(Collectors.toUnmodifiableMap(Rail::method, r -> r));
    this.currencies =
        config.rails().stream()
            .flatMap(rail -> rail.currencies().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The routes of this room. */
  public Resource resource() {
    return new RoutingResource(this);
  }

  /** The rail of a payment method; every method has one. */
  public Rail rail(PaymentMethod method) {
    var rail = rails.get(method);
    if (rail == null) {
      throw new IllegalStateException("no rail for %s".formatted(method));
    }
    return rail;
  }

  /** The currencies the platform handles. */
  public Set<CurrencyCode> currencies() {
    return currencies;
  }

  /** A currency of a request, or its refusal because the platform does not handle it. */
  public Field<CurrencyCode> handled(Field<CurrencyCode> currency) {
    return currency.map(code -> {
      if (!currencies.contains(code)) {
        throw new Invalid(ErrorCode.CURRENCY_UNSUPPORTED);
      }
      return code;
    });
  }

  /**
   * The operator of a number. It is a guess: numbers can be ported.
   *
   * @param carrier as the operator is called, such as {@code Lonestar Cell}
   */
  public record Guess(String carrier, Rail rail) {}

  /**
   * On which operator's network a number is: as those say who carry the rails, else as the number
   * tells. It may take a call of a gateway, of 2 seconds at most.
   *
   * @throws Invalid with PHONE_INVALID when nobody has the number, METHOD_UNAVAILABLE when its
   *     operator is not connected, or PHONE_OPERATOR_UNKNOWN when no rail leads to it
   */
  Guess operator(PhoneNumber phone) {
    return switch (predicted(phone)) {
      case Prediction.On(PaymentMethod method) -> on(method, phone);
      case Prediction.Elsewhere(String operator) ->
          throw new Invalid(
              ErrorCode.METHOD_UNAVAILABLE, "%s is not connected".formatted(operator));
      case Prediction.Nowhere nowhere ->
          throw new Invalid(ErrorCode.PHONE_INVALID, "no operator has this number");
      case Prediction.Unknown unknown ->
          issued(phone).orElseThrow(() -> new Invalid(ErrorCode.PHONE_OPERATOR_UNKNOWN));
    };
  }

  /** As {@link #operator}, or empty. */
  public Optional<Guess> guess(PhoneNumber phone) {
    try {
      return Optional.of(operator(phone));
    } catch (Invalid nobody) {
      return Optional.empty();
    }
  }

  private Prediction predicted(PhoneNumber phone) {
    var country = Phones.country(phone);
    var candidates =
        rails.values().stream()
            .filter(rail -> rail.available() && rail.isMobileMoney())
            .filter(rail -> rail.country().equals(country))
            .map(Rail::method)
            .collect(Collectors.toUnmodifiableSet());
    return candidates.isEmpty()
        ? new Prediction.Unknown("no such country")
        : operators.predict(phone, candidates);
  }

  /** An operator that carries a number now: by the name it was issued under, if by the same. */
  private Guess on(PaymentMethod method, PhoneNumber phone) {
    return issued(phone)
        .filter(guess -> guess.rail().method() == method)
        .orElseGet(() -> new Guess(carrier(method), rail(method)));
  }

  private String carrier(PaymentMethod method) {
    return config.carriers().values().stream()
        .flatMap(names -> names.entrySet().stream())
        .filter(named -> named.getValue() == method)
        .map(Map.Entry::getKey)
        .min(Comparator.naturalOrder())
        .orElse(method.name());
  }

  /** What a number tells of its operator; empty when it is none that a rail leads to. */
  private Optional<Guess> issued(PhoneNumber phone) {
    var carrier = Phones.carrier(phone);
    var method =
        Phones.country(phone)
            .flatMap(country -> Optional.ofNullable(config.carriers().get(country)))
            .flatMap(methods -> carrier.flatMap(name -> Optional.ofNullable(methods.get(name))));
    return method.map(found -> new Guess(carrier.orElseThrow(), rail(found)));
  }
}
