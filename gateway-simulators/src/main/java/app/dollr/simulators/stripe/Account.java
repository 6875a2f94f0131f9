package app.dollr.simulators.stripe;

import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The books of one simulated Stripe account: what really happened, whoever was told. */
final class Account {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Duration REFUND_SETTLES_AFTER = Duration.ofSeconds(2);
  private static final int ID_LENGTH = 24;
  private static final int CHARGE_BASIS_POINTS = 290;
  private static final int CHARGE_FIXED = 30;
  private static final int WHOLE = 10_000;
  private static final long DISPUTE_FEE = 1500;

  /**
   * A payment with all that Stripe keeps of it.
   *
   * @param created in seconds since 1970, as everything at Stripe
   * @param received what has moved, in the minor unit
   * @param charge {@code ch_…}, once it was paid
   */
  record Payment(
      PaymentIntent intent,
      Map<String, String> metadata,
      long created,
      long received,
      Optional<String> charge) {}

  /** What was given back of a payment, and when its fate is known. */
  record Return(
      Refund refund, Payment payment, Map<String, String> metadata, long created, long settlesAt) {}

  /** A payer's objection to a payment, or to a part of it. */
  record Dispute(
      String id,
      Payment payment,
      long amount,
      String reason,
      String status,
      List<Transaction> transactions,
      long created) {
    boolean isOpen() {
      return status.equals("needs_response") || status.equals("warning_needs_response");
    }
  }

  /** A line of the account's statement; its fee is not part of its amount. */
  record Transaction(
      String id,
      String type,
      String category,
      long amount,
      long fee,
      String currency,
      String source,
      Payment payment,
      long created) {}

  private final Map<String, Payment> payments = new LinkedHashMap<>();
  private final Map<String, Return> returns = new LinkedHashMap<>();
  private final Map<String, Dispute> disputes = new LinkedHashMap<>();
  private final List<Transaction> transactions = new ArrayList<>();
  private final Clock clock;
  private final Faults faults;
  private final Events events;

  Account(Clock clock, Faults faults, Events events) {
    this.clock = clock;
    this.faults = faults;
    this.events = events;
  }

  /** An id that nothing else has. */
  static String id(String prefix) {
    var id = new StringBuilder(prefix);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  synchronized List<Payment> payments() {
    return List.copyOf(payments.values());
  }

  synchronized List<Return> returns() {
    return List.copyOf(returns.values());
  }

  synchronized List<Dispute> disputes() {
    return List.copyOf(disputes.values());
  }

  synchronized List<Transaction> transactions() {
    return List.copyOf(transactions);
  }

  synchronized Payment payment(String id) {
    return found("payment_intent", id, payments.get(id));
  }

  synchronized Return refund(String id) {
    return found("refund", id, returns.get(id));
  }

  synchronized Dispute dispute(String id) {
    return found("dispute", id, disputes.get(id));
  }

  synchronized Payment create(long amount, String currency, Map<String, String> metadata) {
    var intent = PaymentIntent.create(id("pi_"), id(""), amount, currency);
    var payment = new Payment(intent, Map.copyOf(metadata), now(), 0, Optional.empty());
    payments.put(intent.id(), payment);
    return payment;
  }

  /**
   * Takes a payment a step further, and writes down what that means.
   *
   * @throws StripeRefused when it cannot take the step; nothing has changed then
   */
  synchronized Payment step(String id, UnaryOperator<PaymentIntent> step) {
    var before = payment(id);
    var intent = step.apply(before.intent());
    boolean paid =
        intent.status() == IntentStatus.SUCCEEDED
            && before.intent().status() != IntentStatus.SUCCEEDED;
    var after =
        paid
            ? paid(before, intent)
            : new Payment(
                intent, before.metadata(), before.created(), before.received(), before.charge());
    payments.put(id, after);
    tell(before.intent(), after);
    if (paid) {
      dispute(after);
    }
    return after;
  }

  synchronized Return giveBack(String intent, Optional<Long> amount, Map<String, String> metadata) {
    var payment = payment(intent);
    long before = refunded(intent);
    long wanted = amount.orElse(payment.intent().amount() - before);
    if (disputes.values().stream()
        .anyMatch(dispute -> dispute.payment().intent().id().equals(intent) && dispute.isOpen())) {
      throw StripeRefused.because(
          "charge_disputed", "The charge of %s has been charged back.".formatted(intent));
    }
    var refund = Refund.of(payment.intent(), id("re_"), wanted, before);
    var settlesAt = now() + REFUND_SETTLES_AFTER.toSeconds();
    var made = new Return(refund, payment, Map.copyOf(metadata), now(), settlesAt);
    returns.put(refund.id(), made);
    book("refund", "refund", -wanted, 0, refund.id(), payment);
    events.happened("refund.created", Shapes.refund(made));
    events.happened("charge.refunded", Shapes.charge(payment));
    return made;
  }

  /** What was given back of a payment, or is about to be. */
  synchronized long refunded(String intent) {
    return returns.values().stream()
        .filter(made -> made.payment().intent().id().equals(intent))
        .filter(made -> made.refund().status() != Refund.Status.FAILED)
        .mapToLong(made -> made.refund().amount())
        .sum();
  }

  /** What was given back, or is about to be, by the payments' ids. */
  synchronized Map<String, Long> refunded() {
    Map<String, Long> sums = new HashMap<>();
    returns.values().stream()
        .filter(made -> made.refund().status() != Refund.Status.FAILED)
        .forEach(
            made -> sums.merge(made.payment().intent().id(), made.refund().amount(), Long::sum));
    return sums;
  }

  /** Settles the refunds whose time has come. */
  synchronized void settleRefunds() {
    for (var made : List.copyOf(returns.values())) {
      if (made.refund().isUnsettled() && made.settlesAt() <= now()) {
        settle(made);
      }
    }
  }

  /** How many refunds are not what they will be at last. */
  synchronized long unsettled() {
    return returns.values().stream().filter(made -> made.refund().isUnsettled()).count();
  }

  /**
   * A payer objects to a payment, or to a part of it; there may be several objections to one.
   *
   * @param amount all of it unless told
   */
  synchronized Dispute dispute(String intent, Optional<Long> amount, String reason) {
    var paid = payment(intent);
    if (paid.charge().isEmpty()) {
      throw StripeRefused.because(
          "payment_intent_unexpected_state", "%s was not paid.".formatted(intent));
    }
    return dispute(paid, amount.orElse(paid.received()), reason, true);
  }

  /** The bank, or the payer, has decided about a dispute. */
  synchronized Dispute close(String id, boolean won) {
    var open = dispute(id);
    if (!open.isOpen()) {
      throw StripeRefused.because("dispute_closed", "This dispute is already closed.");
    }
    boolean withdrawn = !open.transactions().isEmpty();
    List<Transaction> lines = new ArrayList<>(open.transactions());
    if (won && withdrawn) {
      lines.add(
          book(
              "adjustment",
              "dispute_reversal",
              open.amount(),
              -DISPUTE_FEE,
              open.id(),
              open.payment()));
    }
    var status = withdrawn ? (won ? "won" : "lost") : "warning_closed";
    var closed =
        new Dispute(
            open.id(),
            open.payment(),
            open.amount(),
            open.reason(),
            status,
            List.copyOf(lines),
            open.created());
    disputes.put(id, closed);
    if (won && withdrawn) {
      events.happened("charge.dispute.funds_reinstated", Shapes.dispute(closed));
    }
    events.happened("charge.dispute.closed", Shapes.dispute(closed));
    return closed;
  }

  private Payment paid(Payment before, PaymentIntent intent) {
    long more = faults.take(Fault.OTHER_AMOUNT) ? 1 : 0;
    var moved = faults.take(Fault.OTHER_CURRENCY) ? intent.in("eur") : intent;
    var paid =
        new Payment(
            moved,
            before.metadata(),
            before.created(),
            intent.amount() + more,
            Optional.of(id("ch_")));
    long fee = (paid.received() * CHARGE_BASIS_POINTS + WHOLE / 2) / WHOLE + CHARGE_FIXED;
    book("charge", "charge", paid.received(), fee, paid.charge().orElseThrow(), paid);
    return paid;
  }

  private void tell(PaymentIntent before, Payment after) {
    var is = after.intent();
    if (is.lastError().isPresent() && !is.lastError().equals(before.lastError())) {
      events.happened("payment_intent.payment_failed", Shapes.intent(after));
    }
    if (is.status() == before.status()) {
      return;
    }
    switch (is.status()) {
      case SUCCEEDED -> events.happened("payment_intent.succeeded", Shapes.intent(after));
      case CANCELED -> events.happened("payment_intent.canceled", Shapes.intent(after));
      case REQUIRES_ACTION ->
          events.happened("payment_intent.requires_action", Shapes.intent(after));
      case PROCESSING -> events.happened("payment_intent.processing", Shapes.intent(after));
      case REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION -> {}
    }
  }

  private void dispute(Payment paid) {
    var aftermath = paid.intent().card().map(TestCard::aftermath);
    aftermath.ifPresent(after -> {
      switch (after) {
        case DISPUTE_FRAUDULENT -> dispute(paid, paid.received(), "fraudulent", true);
        case DISPUTE_NOT_RECEIVED -> dispute(paid, paid.received(), "product_not_received", true);
        case DISPUTE_INQUIRY -> dispute(paid, paid.received(), "general", false);
        case NOTHING, REFUND_PENDING, REFUND_FAILS -> {}
      }
    });
  }

  private Dispute dispute(Payment paid, long amount, String reason, boolean withdraws) {
    var id = id("du_");
    var lines =
        withdraws
            ? List.of(book("adjustment", "dispute", -amount, DISPUTE_FEE, id, paid))
            : List.<Transaction>of();
    var status = withdraws ? "needs_response" : "warning_needs_response";
    var made = new Dispute(id, paid, amount, reason, status, lines, now());
    disputes.put(id, made);
    events.happened("charge.dispute.created", Shapes.dispute(made));
    if (withdraws) {
      events.happened("charge.dispute.funds_withdrawn", Shapes.dispute(made));
    }
    return made;
  }

  private void settle(Return made) {
    var settled =
        new Return(
            made.refund().settle(),
            made.payment(),
            made.metadata(),
            made.created(),
            made.settlesAt());
    returns.put(made.refund().id(), settled);
    boolean failed = settled.refund().status() == Refund.Status.FAILED;
    if (failed) {
      var id = made.refund().id();
      book("refund_failure", "refund_failure", made.refund().amount(), 0, id, made.payment());
    }
    events.happened(failed ? "refund.failed" : "refund.updated", Shapes.refund(settled));
  }

  private Transaction book(
      String type, String category, long amount, long fee, String source, Payment payment) {
    var line =
        new Transaction(
            id("txn_"),
            type,
            category,
            amount,
            fee,
            payment.intent().currency(),
            source,
            payment,
            now());
    transactions.add(line);
    return line;
  }

  private static <T> T found(String what, String id, @Nullable T known) {
    return Optional.ofNullable(known).orElseThrow(() -> StripeRefused.missing(what, id));
  }
}
