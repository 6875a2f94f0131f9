package app.dollr.gateways.stripe;

import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.stripe.Connection.Fine;
import app.dollr.gateways.stripe.Connection.Said;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.V1Services;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The finding of what an instruction became at Stripe, where its answer was lost. A search is quick
 * and may not know yet; that nothing is there counts only when the list of all that was made at the
 * time says so too.
 */
final class Finder {
  /** How far Stripe's clock may be from ours. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** How long after its first sending an instruction may be sent again, and arrive. */
  private static final Duration SENDABLE = Duration.ofMinutes(15);

  private static final long PAGE = 100;
  private static final int MOST_PAGES = 50;

  private final Connection stripe;

  Finder(Connection stripe) {
    this.stripe = stripe;
  }

  /** The id of the payment that carries a key; empty only when there certainly is none. */
  Read<Optional<String>> payment(GatewayKey key, Instant begunAt) {
    return switch (stripe.call(s -> searched(s, key))) {
      case Fine<Optional<String>>(var found) when found.isPresent() -> new Read.Seen<>(found);
      // Not everywhere can be searched; everywhere can be listed.
      case Said<Optional<String>> other -> listed(key, begunAt);
    };
  }

  /** The refund of a payment that carries a key; empty only when there certainly is none. */
  Read<Optional<Refund>> refund(GatewayKey key, String payment) {
    var params = RefundListParams.builder().setPaymentIntent(payment).setLimit(PAGE);
    return walked(
        after -> {
          after.ifPresent(params::setStartingAfter);
          var built = params.build();
          return stripe.read(s -> s.refunds().list(built));
        },
        refund -> carries(key, refund.getMetadata()));
  }

  private static Optional<String> searched(V1Services stripe, GatewayKey key)
      throws StripeException {
    var params =
        PaymentIntentSearchParams.builder()
            .setQuery("metadata['%s']:'%s'".formatted(Label.KEY, key.value()))
            .build();
    return stripe.paymentIntents().search(params).getData().stream()
        .map(PaymentIntent::getId)
        .findFirst();
  }

  private Read<Optional<String>> listed(GatewayKey key, Instant begunAt) {
    var created =
        PaymentIntentListParams.Created.builder()
            .setGte(begunAt.minus(SKEW).getEpochSecond())
            .setLte(begunAt.plus(SENDABLE).plus(SKEW).getEpochSecond())
            .build();
    var params = PaymentIntentListParams.builder().setCreated(created).setLimit(PAGE);
    return walked(
            after -> {
              after.ifPresent(params::setStartingAfter);
              var built = params.build();
              return stripe.read(s -> s.paymentIntents().list(built));
            },
            intent -> carries(key, intent.getMetadata()))
        .then(found -> new Read.Seen<>(found.map(PaymentIntent::getId)));
  }

  /** Walks through the pages of a list until one thing is found. */
  private static <T extends HasId> Read<Optional<T>> walked(
      Function<Optional<String>, Read<StripeCollection<T>>> page, Predicate<T> wanted) {
    Optional<String> after = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      switch (page.apply(after)) {
        case Read.Unseen<StripeCollection<T>>(var why) -> {
          return new Read.Unseen<>(why);
        }
        case Read.Seen<StripeCollection<T>>(var list) -> {
          var found = list.getData().stream().filter(wanted).findFirst();
          if (found.isPresent() || !list.getHasMore()) {
            return new Read.Seen<>(found);
          }
          after = Optional.of(list.getData().getLast().getId());
        }
      }
    }
    return new Read.Unseen<>("there is too much to tell");
  }

  private static boolean carries(GatewayKey key, Map<String, String> metadata) {
    return key.value().toString().equals(metadata.get(Label.KEY));
  }
}
