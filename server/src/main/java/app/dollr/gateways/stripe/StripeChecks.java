package app.dollr.gateways.stripe;

import app.dollr.gateways.Check;
import app.dollr.gateways.ClockCheck;
import app.dollr.gateways.stripe.Connection.CardRefused;
import app.dollr.gateways.stripe.Connection.Fine;
import app.dollr.gateways.stripe.Connection.Missing;
import app.dollr.gateways.stripe.Connection.Refused;
import app.dollr.gateways.stripe.Connection.Unknown;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.StripeCollection;
import com.stripe.param.BalanceTransactionListParams;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What can be found out about the connection to Stripe, before the first payment. */
public final class StripeChecks {
  private static final String CREDENTIALS = "stripe.credentials";
  private static final BalanceTransactionListParams ONE =
      BalanceTransactionListParams.builder().setLimit(1L).build();

  private final StripeConfig config;
  private final Connection stripe;
  private final String callbackUrl;
  private final Clock clock;

  StripeChecks(StripeConfig config, Connection stripe, String callbackUrl, Clock clock) {
    this.config = config;
    this.stripe = stripe;
    this.callbackUrl = callbackUrl;
    this.clock = clock;
  }

  /** Makes all checks; nothing is thrown. */
  public List<Check> all() {
    return switch (stripe.call(s -> s.balanceTransactions().list(ONE))) {
      case Fine<StripeCollection<BalanceTransaction>> fine ->
          List.of(
              Check.passed(CREDENTIALS, "the key is taken"),
              ClockCheck.of("stripe.clock", "Stripe", date(fine.answer()), clock.instant()),
              webhooks());
      case Unknown<StripeCollection<BalanceTransaction>>(var why) -> List.of(unusable(why));
      case Refused<StripeCollection<BalanceTransaction>>(var code, var message) ->
          List.of(unusable(message));
      case Missing<StripeCollection<BalanceTransaction>>(var code, var message) ->
          List.of(unusable(message));
      case CardRefused<StripeCollection<BalanceTransaction>>(var error) ->
          List.of(unusable(String.valueOf(error.getMessage())));
    };
  }

  private static Check unusable(String why) {
    return Check.failed(
        CREDENTIALS,
        "Stripe does not answer as it should: %s".formatted(why),
        "take a key from Stripe's dashboard that may read balances and write payments, and set"
            + " DOLLR_STRIPE_SECRET_KEY; see that DOLLR_STRIPE_URL is right");
  }

  private static Optional<String> date(StripeCollection<BalanceTransaction> answer) {
    return Optional.ofNullable(answer.getLastResponse())
        .flatMap(response -> response.headers().firstValue("Date"));
  }

  private Check webhooks() {
    int secrets = config.webhookSecrets().size();
    var name = "stripe.webhooks";
    return secrets > 0
        ? Check.passed(name, "callbacks are known by %d secret(s)".formatted(secrets))
        : Check.failed(
            name,
            "no callback can be told from a forged one, so that all are refused",
            "add an endpoint for %s in the dashboard, and set DOLLR_STRIPE_WEBHOOK_SECRETS"
                .formatted(callbackUrl));
  }
}
