package app.dollr.gateways.stripe;

import app.dollr.gateways.CardKnowledge;
import app.dollr.gateways.Cards;
import app.dollr.gateways.DisputeListener;
import app.dollr.gateways.Gateway;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instruction;
import app.dollr.gateways.Instrument;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.gateways.stripe.Connection.CardRefused;
import app.dollr.gateways.stripe.Connection.Fine;
import app.dollr.gateways.stripe.Connection.Missing;
import app.dollr.gateways.stripe.Connection.Refused;
import app.dollr.gateways.stripe.Connection.Unknown;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.http.Resource;
import app.dollr.values.MerchantId;
import app.dollr.values.PaymentMethodId;
import app.dollr.wire.OperationType;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;

/**
 * Cards at Stripe. A payment is a PaymentIntent, confirmed at once where the card is known, and by
 * the payer's browser where it is not; money counts as moved only when Stripe, asked, says so.
 */
public final class StripeCards implements Gateway, Cards {
  /** The name it is kept under. */
  static final String NAME = "stripe";

  private final Database database;
  private final StripeStore store = new StripeStore();
  private final StripeConfig config;
  private final Connection stripe;
  private final Finder finder;
  private final MeterRegistry metrics;
  private final Clock clock;

  public StripeCards(Database database, StripeConfig config, MeterRegistry metrics, Clock clock) {
    this.database = database;
    this.config = config;
    this.metrics = metrics;
    this.stripe = new Connection(config, metrics);
    this.finder = new Finder(stripe);
    this.clock = clock;
  }

  /** Where Stripe says something without being asked. */
  public Resource callbacks() {
    return new StripeCallbacksResource(database, store, config, stripe, metrics, clock);
  }

  /** What can be found out about the connection. */
  public StripeChecks checks(String callbackUrl) {
    return new StripeChecks(config, stripe, callbackUrl, clock);
  }

  /** The job that looks into what Stripe has said, and tells it. */
  public StripeNews news(NewsListener payments, DisputeListener disputes) {
    return new StripeNews(database, store, stripe, payments, disputes, config.haste(), clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome submit(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    var now = clock.instant();
    var attempt = database.run(store.begin(instruction, now));
    if (attempt.object().isPresent() || !attempt.isRepeatable(now)) {
      return ask(instruction);
    }
    CrashPoints.reach(CrashPoint.AFTER_ATTEMPT, instruction.reference().value());
    return switch (instruction.operation()) {
      case COLLECTION -> pay(instruction);
      case REFUND -> giveBack(instruction);
      case PAYOUT, TRANSFER -> new Outcome.Declined("unsupported", "Cards are only paid with.");
    };
  }

  @Override
  public Outcome ask(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    return database
        .run(store.find(instruction.merchant(), instruction.key().value()))
        .map(attempt -> ask(instruction, attempt))
        .orElseGet(Outcome.Absent::new);
  }

  @Override
  public Outcome cancel(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    if (instruction.operation() == OperationType.REFUND) {
      return ask(instruction);
    }
    var attempt = database.run(store.find(instruction.merchant(), instruction.key().value()));
    if (attempt.isEmpty()) {
      return new Outcome.Absent();
    }
    return payment(instruction.merchant(), instruction.key(), attempt.get())
        .outcome(found -> found.map(id -> cancel(instruction, id)).orElseGet(Outcome.Absent::new));
  }

  @Override
  public Optional<Cards> cards() {
    return Optional.of(this);
  }

  @Override
  public CardKnowledge card(PaymentMethodId id) {
    Transaction.refuseInside("a gateway call");
    return switch (stripe.call(s -> s.paymentMethods().retrieve(id.value()))) {
      case Fine<PaymentMethod> found -> known(found.answer());
      case Missing<PaymentMethod> missing -> new CardKnowledge.Unknown();
      case Refused<PaymentMethod> refused -> new CardKnowledge.Unknown();
      case CardRefused<PaymentMethod> refused -> new CardKnowledge.Unknown();
      case Unknown<PaymentMethod> unknown -> new CardKnowledge.Unreachable(unknown.why());
    };
  }

  private static CardKnowledge known(PaymentMethod method) {
    return Optional.ofNullable(method.getCard())
        .<CardKnowledge>map(card ->
            new CardKnowledge.Known(
                Optional.ofNullable(card.getBrand()), Optional.ofNullable(card.getCountry())))
        .orElseGet(CardKnowledge.Unknown::new);
  }

  private Outcome pay(Instruction instruction) {
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(Amount.of(instruction.amount()))
            .setCurrency(Amount.currency(instruction.amount()))
            .addPaymentMethodType("card")
            .setUseStripeSdk(true)
            .setDescription(instruction.reference().toString())
            .putAllMetadata(Label.of(instruction).metadata());
    card(instruction).ifPresent(id -> params.setPaymentMethod(id.value()).setConfirm(true));
    var built = params.build();
    var said = stripe.call(s -> s.paymentIntents().create(built, once(instruction)));
    CrashPoints.reach(CrashPoint.BEFORE_NAMING, instruction.reference().value());
    return switch (said) {
      case Fine<PaymentIntent> made -> meaning(instruction, made.answer());
      case CardRefused<PaymentIntent> refused -> {
        Optional.ofNullable(refused.error().getPaymentIntent())
            .ifPresent(intent -> named(instruction, intent));
        yield Meaning.rejected(refused.error());
      }
      case Refused<PaymentIntent> refused ->
          new Outcome.Declined(refused.code(), refused.message());
      case Missing<PaymentIntent> missing ->
          new Outcome.Declined(missing.code(), missing.message());
      case Unknown<PaymentIntent> unknown -> new Outcome.Uncertain(unknown.why());
    };
  }

  private Outcome giveBack(Instruction instruction) {
    return original(instruction)
        .outcome(found ->
            found
                .map(payment -> giveBack(instruction, payment))
                .orElseGet(() -> new Outcome.Declined("resource_missing", "Nothing was paid.")));
  }

  private Outcome giveBack(Instruction instruction, String payment) {
    var params =
        RefundCreateParams.builder()
            .setPaymentIntent(payment)
            .setAmount(Amount.of(instruction.amount()))
            .putAllMetadata(Label.of(instruction).metadata())
            .build();
    var said = stripe.call(s -> s.refunds().create(params, once(instruction)));
    CrashPoints.reach(CrashPoint.BEFORE_NAMING, instruction.reference().value());
    return switch (said) {
      case Fine<Refund> made -> meaning(instruction, made.answer());
      case CardRefused<Refund> refused -> {
        var why = Meaning.rejected(refused.error());
        yield new Outcome.Declined(why.code(), why.message());
      }
      case Refused<Refund> refused -> new Outcome.Declined(refused.code(), refused.message());
      case Missing<Refund> missing -> new Outcome.Declined(missing.code(), missing.message());
      case Unknown<Refund> unknown -> new Outcome.Uncertain(unknown.why());
    };
  }

  private Outcome ask(Instruction instruction, Attempt attempt) {
    return instruction.operation() == OperationType.REFUND
        ? askForRefund(instruction, attempt)
        : askForPayment(instruction, attempt);
  }

  private Outcome askForPayment(Instruction instruction, Attempt attempt) {
    return payment(instruction.merchant(), instruction.key(), attempt)
        .then(found ->
            found
                .<Read<Optional<PaymentIntent>>>map(
                    id -> stripe.read(s -> Optional.of(s.paymentIntents().retrieve(id))))
                .orElseGet(() -> new Read.Seen<>(Optional.empty())))
        .outcome(found ->
            found.map(intent -> meaning(instruction, intent)).orElseGet(Outcome.Absent::new));
  }

  private Outcome askForRefund(Instruction instruction, Attempt attempt) {
    return refund(instruction, attempt)
        .outcome(found ->
            found.map(refund -> meaning(instruction, refund)).orElseGet(Outcome.Absent::new));
  }

  private Read<Optional<Refund>> refund(Instruction instruction, Attempt attempt) {
    if (attempt.object().isPresent()) {
      return stripe.read(s -> Optional.of(s.refunds().retrieve(attempt.object().get())));
    }
    return original(instruction)
        .then(found ->
            found
                .map(payment -> finder.refund(instruction.key(), payment))
                .orElseGet(() -> new Read.Seen<>(Optional.empty())));
  }

  /** The PaymentIntent that a refund gives back of. */
  private Read<Optional<String>> original(Instruction refund) {
    var key = refund.original().orElseThrow();
    return database
        .run(store.find(refund.merchant(), key.value()))
        .map(attempt -> payment(refund.merchant(), key, attempt))
        .orElseGet(() -> new Read.Seen<>(Optional.empty()));
  }

  /** The PaymentIntent that an instruction became; empty when it certainly became none. */
  private Read<Optional<String>> payment(MerchantId merchant, GatewayKey key, Attempt attempt) {
    if (attempt.object().isPresent()) {
      return new Read.Seen<>(attempt.object());
    }
    return finder
        .payment(key, attempt.begunAt())
        .then(found -> {
          found.ifPresent(id -> database.run(store.name(merchant, key.value(), id)));
          return new Read.Seen<>(found);
        });
  }

  private Outcome cancel(Instruction instruction, String intent) {
    var params =
        PaymentIntentCancelParams.builder()
            .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED)
            .build();
    return switch (stripe.call(s -> s.paymentIntents().cancel(intent, params))) {
      case Fine<PaymentIntent> canceled -> meaning(instruction, canceled.answer());
      // It is too late for that, perhaps because it is canceled already: then it says so.
      case Refused<PaymentIntent> refused -> ask(instruction);
      case CardRefused<PaymentIntent> refused -> ask(instruction);
      case Missing<PaymentIntent> missing -> ask(instruction);
      case Unknown<PaymentIntent> unknown -> new Outcome.Uncertain(unknown.why());
    };
  }

  private Outcome meaning(Instruction instruction, PaymentIntent intent) {
    return isOf(instruction, Label.of(intent.getMetadata()))
        ? understood(Meaning.of(named(instruction, intent)))
        : other(instruction, intent.getId());
  }

  private Outcome meaning(Instruction instruction, Refund refund) {
    if (!isOf(instruction, Label.of(refund.getMetadata()))) {
      return other(instruction, refund.getId());
    }
    database.run(store.name(instruction.merchant(), instruction.key().value(), refund.getId()));
    return understood(Meaning.of(refund));
  }

  /** Nobody here makes a status that is not understood: somebody has to look at it. */
  private Outcome understood(Outcome outcome) {
    if (outcome instanceof Outcome.Uncertain(var why)) {
      stripe.alarm("unexpected status", why);
    }
    return outcome;
  }

  private static boolean isOf(Instruction instruction, Optional<Label> label) {
    return label.equals(Optional.of(Label.of(instruction)));
  }

  private Outcome other(Instruction instruction, String object) {
    var why = "%s is not for %s".formatted(object, instruction.reference());
    stripe.alarm("other reference", why);
    return new Outcome.Uncertain(why);
  }

  private PaymentIntent named(Instruction instruction, PaymentIntent intent) {
    database.run(store.name(instruction.merchant(), instruction.key().value(), intent.getId()));
    return intent;
  }

  private static RequestOptions once(Instruction instruction) {
    return RequestOptions.builder().setIdempotencyKey(instruction.key().value().toString()).build();
  }

  private static Optional<PaymentMethodId> card(Instruction instruction) {
    return switch (instruction.instrument()) {
      case Instrument.Card card -> card.id();
      case Instrument.Phone wallet -> throw new IllegalStateException("Stripe was told of a phone");
    };
  }
}
