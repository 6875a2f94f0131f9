package app.dollr.gateways;

import app.dollr.platform.database.Transaction;
import app.dollr.routing.Prediction;
import app.dollr.routing.Prompt;
import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A gateway behind a {@link Protection}: while it does not answer, it is not called, and its
 * methods are not available. What is not told to it for that is {@link Outcome.Uncertain}, as
 * without an answer.
 */
public final class GuardedGateway implements Gateway {
  private final Gateway gateway;
  private final Protection protection;
  private final Protection predictions;

  public GuardedGateway(
      Gateway gateway, ProtectionConfig config, MeterRegistry metrics, Clock clock) {
    this.gateway = gateway;
    this.protection = new Protection(gateway.name(), config, metrics, clock);
    this.predictions =
        gateway.predicts()
            ? new Protection(gateway.name() + ".predictions", config, metrics, clock)
            : protection;
  }

  @Override
  public String name() {
    return gateway.name();
  }

  @Override
  public Outcome submit(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    return protection.call(
        "submit",
        () -> gateway.submit(instruction),
        GuardedGateway::whyLost,
        Outcome.Uncertain::new);
  }

  @Override
  public Outcome ask(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    return protection.call(
        "ask", () -> gateway.ask(instruction), GuardedGateway::whyLost, Outcome.Uncertain::new);
  }

  @Override
  public Outcome cancel(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    return protection.call(
        "cancel",
        () -> gateway.cancel(instruction),
        GuardedGateway::whyLost,
        Outcome.Uncertain::new);
  }

  @Override
  public Optional<Cards> cards() {
    return gateway
        .cards()
        .map(cards ->
            id ->
                protection.call(
                    "card",
                    () -> cards.card(id),
                    GuardedGateway::whyUnreachable,
                    CardKnowledge.Unreachable::new));
  }

  @Override
  public Optional<String> obstacle(Rail rail, OperationType operation) {
    return gateway
        .obstacle(rail, operation)
        .or(() -> protection.obstacle().map(why -> "%s: %s".formatted(rail.method(), why)));
  }

  @Override
  public Optional<OperatorState> state(Rail rail, OperationType operation) {
    return gateway.state(rail, operation);
  }

  @Override
  public Optional<Rail.Limits> limits(Rail rail, OperationType operation, CurrencyCode currency) {
    return gateway.limits(rail, operation, currency);
  }

  @Override
  public boolean predicts() {
    return gateway.predicts();
  }

  /** Behind a breaker of its own: that it cannot predict is no reason to move no money. */
  @Override
  public Prediction predict(PhoneNumber phone, Set<PaymentMethod> candidates) {
    return protection.condition() == Condition.DOWN
        ? new Prediction.Unknown("it is left alone")
        : predictions.call(
            "predict",
            () -> gateway.predict(phone, candidates),
            GuardedGateway::unknown,
            Prediction.Unknown::new);
  }

  @Override
  public Optional<Prompt> prompt(Rail rail) {
    return gateway.prompt(rail);
  }

  @Override
  public boolean takesRefundsInTurn() {
    return gateway.takesRefundsInTurn();
  }

  @Override
  public boolean callsBackByKey() {
    return gateway.callsBackByKey();
  }

  @Override
  public Optional<Instant> operatorsKnownAt() {
    return gateway.operatorsKnownAt();
  }

  @Override
  public Condition condition() {
    return protection.condition();
  }

  private static Optional<String> whyLost(Outcome outcome) {
    return outcome instanceof Outcome.Uncertain(var why) ? Optional.of(why) : Optional.empty();
  }

  private static Optional<String> whyUnreachable(CardKnowledge known) {
    return known instanceof CardKnowledge.Unreachable(var why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private static Optional<String> unknown(Prediction said) {
    return said instanceof Prediction.Unknown(String why) ? Optional.of(why) : Optional.empty();
  }
}
