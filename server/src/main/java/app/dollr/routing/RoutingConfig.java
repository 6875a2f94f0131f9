package app.dollr.routing;

import static app.dollr.values.CountryCode.LIBERIA;
import static app.dollr.values.CountryCode.RWANDA;
import static app.dollr.values.CurrencyCode.LRD;
import static app.dollr.values.CurrencyCode.RWF;
import static app.dollr.values.CurrencyCode.USD;
import static app.dollr.wire.OperationType.COLLECTION;
import static app.dollr.wire.OperationType.PAYOUT;
import static app.dollr.wire.OperationType.REFUND;
import static app.dollr.wire.OperationType.TRANSFER;

import app.dollr.platform.config.Readers;
import app.dollr.routing.Rail.Limits;
import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of routing.
 *
 * @param rails one per payment method
 * @param carriers by country, from the operator's name in libphonenumber's data to the method
 */
public record RoutingConfig(
    List<Rail> rails, Map<CountryCode, Map<String, PaymentMethod>> carriers) {
  private static final List<CurrencyCode> HANDLED = List.of(USD, LRD, RWF);
  private static final Set<OperationType> MOBILE = Set.of(COLLECTION, PAYOUT, REFUND);

  /** The markets the platform is made for. */
  public static final RoutingConfig DEFAULT =
      new RoutingConfig(
          List.of(
              mobile(PaymentMethod.MTN_MOMO_LBR, LIBERIA, List.of(USD, LRD), Map.of(), true),
              mobile(PaymentMethod.ORANGE_MONEY_LBR, LIBERIA, List.of(USD, LRD), Map.of(), true),
              mobile(
                  PaymentMethod.AIRTEL_RWA,
                  RWANDA,
                  List.of(RWF),
                  Map.of(RWF, limits(RWF, "100", "1500000")),
                  true),
              mobile(
                  PaymentMethod.MTN_MOMO_RWA,
                  RWANDA,
                  List.of(RWF),
                  Map.of(RWF, limits(RWF, "5", "2000000")),
                  true),
              mobile(PaymentMethod.ORANGE_MONEY_RWA, RWANDA, List.of(RWF), Map.of(), false),
              new Rail(
                  PaymentMethod.CREDIT_CARD,
                  Provider.STRIPE,
                  Optional.empty(),
                  List.of(USD),
                  Set.of(COLLECTION, REFUND),
                  Map.of(USD, limits(USD, "0.50", "999999.99")),
                  true,
                  Operators.SILENT),
              new Rail(
                  PaymentMethod.WALLET,
                  Provider.PLATFORM,
                  Optional.empty(),
                  List.of(USD, LRD, RWF),
                  Set.of(PAYOUT, TRANSFER, REFUND),
                  Map.of(),
                  true,
                  Operators.SILENT)),
          Map.of(
              LIBERIA,
              Map.of(
                  "Orange", PaymentMethod.ORANGE_MONEY_LBR,
                  "Lonestar Cell", PaymentMethod.MTN_MOMO_LBR),
              RWANDA,
              Map.of(
                  "MTN", PaymentMethod.MTN_MOMO_RWA,
                  "Airtel", PaymentMethod.AIRTEL_RWA,
                  "TIGO", PaymentMethod.AIRTEL_RWA)));

  /**
   * That an operator takes fewer decimals than the currency has.
   *
   * @param decimals 0 to the currency's
   */
  public record Decimals(PaymentMethod method, CurrencyCode currency, int decimals) {
    private static final Pattern FORM = Pattern.compile("([A-Z_]+):([A-Z]{3})=([0-9])");

    /** Such as {@code MTN_MOMO_LBR:LRD=0}, several separated by commas. */
    public static List<Decimals> read(String text) {
      return Readers.list(text).stream().map(Decimals::one).toList();
    }

    private static Decimals one(String text) {
      var parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("'%s' is not like MTN_MOMO_LBR:LRD=0".formatted(text));
      }
      var method = Readers.word(PaymentMethod.class).apply(parts.group(1));
      var currency = new CurrencyCode(parts.group(2));
      int decimals = Integer.parseInt(parts.group(3));
      if (decimals > currency.decimals()) {
        throw new IllegalArgumentException(
            "'%s': %s has %d decimals".formatted(text, currency, currency.decimals()));
      }
      return new Decimals(method, currency, decimals);
    }
  }

  /** These settings, but for the decimals of some operators. */
  public RoutingConfig with(List<Decimals> decimals) {
    var changed =
        rails.stream()
            .map(rail -> {
              var limited = rail;
              for (var each : decimals) {
                limited = each.method() == rail.method() ? limited.with(each) : limited;
              }
              return limited;
            })
            .toList();
    return new RoutingConfig(changed, carriers);
  }

  /** The currencies a list names, none of them twice. */
  public static List<CurrencyCode> currencies(String text) {
    var named = Readers.list(text).stream().map(RoutingConfig::currency).toList();
    if (named.isEmpty() || Set.copyOf(named).size() != named.size()) {
      throw new IllegalArgumentException("it is one or more of %s, each once".formatted(HANDLED));
    }
    return named;
  }

  private static CurrencyCode currency(String text) {
    return HANDLED.stream()
        .filter(currency -> currency.code().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'%s' is not one of %s".formatted(text, HANDLED)));
  }

  /** These settings, where a card pays in these currencies, the usual one first. */
  public RoutingConfig payingByCardIn(List<CurrencyCode> currencies) {
    var changed =
        rails.stream().map(rail -> rail.isCard() ? rail.payingIn(currencies) : rail).toList();
    return new RoutingConfig(changed, carriers);
  }

  /** These settings, where a network carries these of its methods and no others. */
  public RoutingConfig carrying(Provider network, Set<PaymentMethod> methods) {
    var changed =
        rails.stream()
            .map(rail ->
                rail.network() == network ? rail.existing(methods.contains(rail.method())) : rail)
            .toList();
    return new RoutingConfig(changed, carriers);
  }

  private static Rail mobile(
      PaymentMethod method,
      CountryCode country,
      List<CurrencyCode> currencies,
      Map<CurrencyCode, Limits> limits,
      boolean available) {
    return new Rail(
        method,
        Provider.PAWAPAY,
        Optional.of(country),
        currencies,
        MOBILE,
        limits,
        available,
        Operators.SILENT);
  }

  private static Limits limits(CurrencyCode currency, String least, String most) {
    return new Limits(
        Money.parse(least, currency), Money.parse(most, currency), currency.decimals());
  }
}
