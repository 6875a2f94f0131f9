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

import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
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
              mobile(PaymentMethod.MTN_MOMO_LBR, LIBERIA, List.of(USD, LRD), true),
              mobile(PaymentMethod.ORANGE_MONEY_LBR, LIBERIA, List.of(USD, LRD), true),
              mobile(PaymentMethod.AIRTEL_RWA, RWANDA, List.of(RWF), true),
              mobile(PaymentMethod.MTN_MOMO_RWA, RWANDA, List.of(RWF), true),
              mobile(PaymentMethod.ORANGE_MONEY_RWA, RWANDA, List.of(RWF), false),
              new Rail(
                  PaymentMethod.CREDIT_CARD,
                  Provider.STRIPE,
                  Optional.empty(),
                  List.of(USD),
                  Set.of(COLLECTION, REFUND),
                  true),
              new Rail(
                  PaymentMethod.WALLET,
                  Provider.PLATFORM,
                  Optional.empty(),
                  List.of(USD, LRD, RWF),
                  Set.of(PAYOUT, TRANSFER, REFUND),
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
      PaymentMethod method, CountryCode country, List<CurrencyCode> currencies, boolean available) {
    return new Rail(method, Provider.PAWAPAY, Optional.of(country), currencies, MOBILE, available);
  }
}
