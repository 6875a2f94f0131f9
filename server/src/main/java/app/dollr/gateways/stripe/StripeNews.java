package app.dollr.gateways.stripe;

import app.dollr.gateways.DisputeListener;
import app.dollr.gateways.DisputeNews;
import app.dollr.gateways.DisputeNews.Standing;
import app.dollr.gateways.News;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.jobs.AtOnce;
import app.dollr.platform.jobs.Job;
import app.dollr.wire.OperationType;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that looks into what Stripe has told. An event only says which object has changed: the
 * object is asked for, and what it says now counts. So events may come twice and out of order.
 */
public final class StripeNews implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(StripeNews.class);
  private static final int MOST_AT_ONCE = 32;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 10;
  private static final int MOST_TRIES = 100;
  private static final Duration KEPT = Duration.ofDays(35);
  private static final Set<String> WON = Set.of("won", "warning_closed", "prevented");

  private final Database database;
  private final StripeStore store;
  private final Connection stripe;
  private final NewsListener payments;
  private final DisputeListener disputes;
  private final AtOnce questions = new AtOnce(MOST_AT_ONCE);
  private final int haste;
  private final Clock clock;

  StripeNews(
      Database database,
      StripeStore store,
      Connection stripe,
      NewsListener payments,
      DisputeListener disputes,
      int haste,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.stripe = stripe;
    this.payments = payments;
    this.disputes = disputes;
    this.haste = haste;
    this.clock = clock;
  }

  @Override
  public boolean runOnce() {
    var now = clock.instant();
    var lease = now.plus(LEASE.dividedBy(haste));
    var claimed = database.run(store.claim(now, lease, questions.free()));
    return questions.run(claimed, Told::event, this::lookInto) > 0;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return database.run(store.oldestDue());
  }

  /** Forgets what was looked into five weeks ago; Stripe repeats events for days only. */
  public void removeOld() {
    database.run(store.clear(clock.instant().minus(KEPT)));
  }

  /** Looks into one; many at once, for each may have to wait for Stripe. */
  private boolean lookInto(Told told) {
    CrashPoints.reach(CrashPoint.BEFORE_LOOK);
    try {
      switch (ask(told)) {
        case Read.Seen<Boolean> seen -> database.run(store.lookAgain(told, Optional.empty()));
        case Read.Unseen<Boolean>(var why) -> lookAgain(told, why);
      }
    } catch (RuntimeException e) {
      LOG.error("{} about {} could not be taken in", told.type(), told.object(), e);
      lookAgain(told, String.valueOf(e.getMessage()));
    }
    return true;
  }

  private void lookAgain(Told told, String why) {
    boolean gaveUp = told.tries() >= MOST_TRIES;
    if (gaveUp) {
      stripe.alarm("event given up", "%s about %s: %s".formatted(told.type(), told.object(), why));
    }
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(told.tries() - 1, MOST_DOUBLINGS));
    var pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    var next =
        gaveUp
            ? Optional.<Instant>empty()
            : Optional.of(clock.instant().plus(pause.dividedBy(haste)));
    database.run(store.lookAgain(told, next));
  }

  /** Asks for the object, and passes on what it means; whether anybody here knows of it. */
  private Read<Boolean> ask(Told told) {
    var object = told.object();
    if (object.startsWith("pi_")) {
      return stripe
          .read(s -> s.paymentIntents().retrieve(object))
          .then(intent ->
              tell(
                  told,
                  Label.of(intent.getMetadata()),
                  OperationType.COLLECTION,
                  Meaning.of(intent)));
    }
    if (object.startsWith("re_") || object.startsWith("pyr_")) {
      return stripe
          .read(s -> s.refunds().retrieve(object))
          .then(refund ->
              tell(told, Label.of(refund.getMetadata()), OperationType.REFUND, Meaning.of(refund)));
    }
    return stripe
        .read(s -> s.disputes().retrieve(object))
        .then(dispute ->
            Optional.ofNullable(dispute.getPaymentIntent())
                .map(payment -> askForDisputed(told, dispute, payment))
                .orElseGet(() -> new Read.Seen<>(nobodys(told))));
  }

  /** What is disputed was paid: that is said first, for its own event may be late or lost. */
  private Read<Boolean> askForDisputed(Told told, Dispute dispute, String payment) {
    return stripe
        .read(s -> s.paymentIntents().retrieve(payment))
        .then(intent -> {
          var label = Label.of(intent.getMetadata());
          return tell(told, label, OperationType.COLLECTION, Meaning.of(intent))
              .then(known -> tell(told, label, dispute));
        });
  }

  private Read<Boolean> tell(
      Told told, Optional<Label> label, OperationType operation, Outcome outcome) {
    if (outcome instanceof Outcome.Uncertain(var why)) {
      return new Read.Unseen<>(why);
    }
    var known = ours(told, label, operation);
    known.ifPresent(found ->
        payments.hear(
            new News(
                StripeCards.NAME,
                found.merchant(),
                found.reference(),
                found.operation(),
                outcome)));
    return new Read.Seen<>(known.isPresent());
  }

  private Read<Boolean> tell(Told told, Optional<Label> label, Dispute dispute) {
    var known = ours(told, label, OperationType.COLLECTION);
    known.ifPresent(found -> disputes.hear(news(found, dispute)));
    return new Read.Seen<>(known.isPresent());
  }

  private static Optional<Label> ours(Told told, Optional<Label> label, OperationType operation) {
    var known = label.filter(found -> found.operation() == operation);
    if (known.isEmpty()) {
      nobodys(told);
    }
    return known;
  }

  private static boolean nobodys(Told told) {
    LOG.info("{} about {} is not about anything of ours", told.type(), told.object());
    return false;
  }

  private static DisputeNews news(Label label, Dispute dispute) {
    return new DisputeNews(
        StripeCards.NAME,
        label.merchant(),
        label.reference(),
        dispute.getId(),
        Amount.of(dispute.getAmount(), dispute.getCurrency()),
        dispute.getReason(),
        standing(dispute.getStatus()),
        isWithdrawn(dispute));
  }

  private static Standing standing(String status) {
    if (WON.contains(status)) {
      return Standing.WON;
    }
    return status.equals("lost") ? Standing.LOST : Standing.OPEN;
  }

  /** Whether more was taken for it than given back. */
  private static boolean isWithdrawn(Dispute dispute) {
    return Optional.ofNullable(dispute.getBalanceTransactions()).orElse(List.of()).stream()
            .mapToLong(BalanceTransaction::getAmount)
            .sum()
        < 0;
  }
}
