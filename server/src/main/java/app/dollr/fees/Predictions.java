package app.dollr.fees;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Invalid;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.wire.AmountAndFeePredictionResponse;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.util.Optional;

/** What predictions of amounts have in common, whatever they are predicted for. */
public final class Predictions {
  private Predictions() {}

  /** The rail a query means by {@code payment_method}, checked against {@code provider}. */
  public static Field<Rail> rail(
      Fields query, OperationType operation, boolean providerNeeded, Routing routing) {
    return rail(query, Optional.of(operation), providerNeeded, routing);
  }

  static Field<Rail> rail(
      Fields query, Optional<OperationType> operation, boolean providerNeeded, Routing routing) {
    var provider =
        (providerNeeded ? query.required("provider") : query.optional("provider"))
            .word(Provider.class);
    return query
        .required("payment_method")
        .word(PaymentMethod.class)
        .map(routing::rail)
        .map(rail -> serving(rail, operation, provider.optional()));
  }

  /** A currency that payers can pay in by this rail. */
  public static Field<CurrencyCode> payable(Field<CurrencyCode> currency, Field<Rail> rail) {
    return currency.map(code -> {
      if (!rail.optional().map(known -> known.currencies().contains(code)).orElse(true)) {
        throw new Invalid(ErrorCode.CURRENCY_UNSUPPORTED, "the method does not take " + code);
      }
      return code;
    });
  }

  /** The rail, unless it does not do the operation, or another provider carries it. */
  private static Rail serving(
      Rail rail, Optional<OperationType> operation, Optional<Provider> provider) {
    if (!provider.map(rail::isCarriedBy).orElse(true)) {
      throw new Invalid(ErrorCode.METHOD_PROVIDER_MISMATCH);
    }
    if (!operation.map(rail.operations()::contains).orElse(true)) {
      throw new Invalid(ErrorCode.METHOD_UNSUPPORTED);
    }
    if (!rail.available()) {
      throw new Invalid(ErrorCode.METHOD_UNAVAILABLE);
    }
    operation
        .flatMap(rail::obstacle)
        .ifPresent(why -> {
          throw new Invalid(ErrorCode.METHOD_UNAVAILABLE, why);
        });
    return rail;
  }

  /**
   * A quote as predictions show it.
   *
   * @param field the query parameter that is to blame when there is no quote
   * @throws Refused with AMOUNT_TOO_SMALL or AMOUNT_TOO_LARGE
   */
  public static AmountAndFeePredictionResponse wire(Quoted quoted, String field) {
    return switch (quoted) {
      case Quoted.Costs costs -> wire(costs.quote());
      case Quoted.OutOfRange outside ->
          throw Refused.query(field, outside.code(), outside.message());
    };
  }

  private static AmountAndFeePredictionResponse wire(Quote quote) {
    var fees = quote.base().currency().code();
    return new AmountAndFeePredictionResponse(
        text(quote.payer()),
        quote.payer().currency().code(),
        text(quote.payee()),
        quote.payee().currency().code(),
        text(quote.platformFee()),
        fees,
        text(quote.fxFee()),
        text(quote.gatewayFee()),
        fees);
  }

  private static String text(Money money) {
    return money.amount().toPlainString();
  }
}
