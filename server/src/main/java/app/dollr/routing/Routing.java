package app.dollr.routing;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.phone.Phones;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.PaymentMethod;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rails, and the guess at which of them a phone number is on. */
public final class Routing {
  private final RoutingConfig config;
  private final Map<PaymentMethod, Rail> rails;
  private final Set<CurrencyCode> currencies;

  public Routing(RoutingConfig config, Operators operators) {
    this.config = config;
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
   * The operator that issued a number. It is a guess: numbers can be ported.
   *
   * @param carrier as the operator is called, such as {@code Lonestar Cell}
   */
  public record Guess(String carrier, Rail rail) {}

  /** What a number tells of its operator; empty when it is none that a rail leads to. */
  public Optional<Guess> guess(PhoneNumber phone) {
    var carrier = Phones.carrier(phone);
    var method =
        Phones.country(phone)
            .flatMap(country -> Optional.ofNullable(config.carriers().get(country)))
            .flatMap(methods -> carrier.flatMap(name -> Optional.ofNullable(methods.get(name))));
    return method.map(found -> new Guess(carrier.orElseThrow(), rail(found)));
  }
}
