package app.dollr.paypage;

import app.dollr.executions.Execution;
import app.dollr.values.CurrencyCode;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.Provider;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A document to be kept: what it asks for, and how it was paid.
 *
 * @param payment that paid it
 * @param payer whom the document is for
 * @param network that carried the payment
 * @param rate units of the payer's currency for one of the document's, where they differ
 */
record Paper(
    Visit v,
    Optional<Execution> payment,
    Optional<String> payer,
    Optional<Provider> network,
    Optional<BigDecimal> rate) {

  boolean payerBoreFees() {
    return v.document().feeBearer() == FeeBearer.PAYER;
  }

  String rateText(BigDecimal shown, CurrencyCode payer) {
    return v.words().of("rate", v.currency().code(), v.words().number(shown), payer.code());
  }
}
