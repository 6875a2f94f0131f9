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

/**
 * The settings of routing.
 *
 * @param rails one per payment method
 * @param carriers by country, from the operator's name in libphonenumber's data to the method
 */
public record RoutingConfig(
    List<Rail> rails, Map<CountryCode, Map<String, PaymentMethod>> carriers) {
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
                  true),
              new Rail(
                  PaymentMethod.WALLET,
                  Provider.PLATFORM,
                  Optional.empty(),
                  List.of(USD, LRD, RWF),
                  Set.of(PAYOUT, TRANSFER, REFUND),
                  Map.of(),
                  true)),
          Map.of(
              LIBERIA,
              Map.of(
                  "Orange", PaymentMethod.ORANGE_MONEY_LBR,
                  "Lonestar Cell", PaymentMethod.MTN_MOMO_LBR),
              RWANDA,
              Map.of(
                  "MTN", PaymentMethod.MTN_MOMO_RWA,
                  "Airtel", PaymentMethod.AIRTEL_RWA,
                  "Tigo", PaymentMethod.AIRTEL_RWA)));

  private static Rail mobile(
      PaymentMethod method,
      CountryCode country,
      List<CurrencyCode> currencies,
      Map<CurrencyCode, Limits> limits,
      boolean available) {
    return new Rail(
        method, Provider.PAWAPAY, Optional.of(country), currencies, MOBILE, limits, available);
  }

  private static Limits limits(CurrencyCode currency, String least, String most) {
    return new Limits(
        Money.parse(least, currency), Money.parse(most, currency), currency.decimals());
  }
}
