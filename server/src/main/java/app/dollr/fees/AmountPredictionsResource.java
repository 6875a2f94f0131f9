package app.dollr.fees;

import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import app.dollr.wire.OwnerType;
import java.time.Clock;
import java.util.Optional;

/** The prediction of what an amount costs whom. */
final class AmountPredictionsResource implements Resource {
  private static final String CURRENCY = "[A-Z]{3}";

  private final Fees fees;
  private final Merchants merchants;
  private final Routing routing;
  private final Clock clock;

  AmountPredictionsResource(Fees fees, Merchants merchants, Routing routing, Clock clock) {
    this.fees = fees;
    this.merchants = merchants;
    this.routing = routing;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/predictions/amount-and-fees", this::predict);
  }

  private Answer predict(Call call) {
    var merchant = call.caller().merchant();
    var query = call.query();
    var operation = query.required("operation_type").word(OperationType.class);
    var rail = Predictions.rail(query, operation.optional(), false, routing);
    var base = routing.handled(query.required("base_currency").currency(CURRENCY));
    var amount = query.required("base_amount").amount(base.optional());
    var target =
        Predictions.payable(
                routing.handled(query.required("target_currency").currency(CURRENCY)), rail)
            .map(currency -> exchangeable(currency, operation, base));
    var bearer = query.required("fee_bearer").word(FeeBearer.class);
    checkOwner(query, merchant);
    query.check();
    var request =
        new QuoteRequest(
            merchant,
            operation.get(),
            rail.get(),
            amount.get(),
            target.get(),
            bearer.get(),
            clock.instant());
    return Answer.json(Predictions.wire(fees.quote(request), "base_amount"));
  }

  /** A currency that the operation takes beside the base's: outgoing money is not exchanged. */
  private static CurrencyCode exchangeable(
      CurrencyCode currency, Field<OperationType> operation, Field<CurrencyCode> base) {
    boolean exchanges = operation.optional().equals(Optional.of(OperationType.COLLECTION));
    if (!exchanges && !base.optional().map(currency::equals).orElse(true)) {
      throw new Invalid(ErrorCode.CURRENCY_MISMATCH, "only collections are exchanged");
    }
    return currency;
  }

  /** The owner, if one is named, is the caller. */
  private void checkOwner(Fields query, MerchantId caller) {
    var merchant = merchants.caller(caller);
    query
        .optional("owner_type")
        .word(OwnerType.class)
        .map(type -> own(type, type == merchant.ownerType()));
    query.optional("owner_id").id().map(id -> own(id, id == caller.value()));
  }

  private static <T> T own(T value, boolean isOwn) {
    if (!isOwn) {
      throw new Invalid(ErrorCode.MERCHANT_UNKNOWN);
    }
    return value;
  }
}
