package app.dollr.gateways;

import app.dollr.platform.tracing.Tracing;
import app.dollr.routing.Prediction;
import app.dollr.routing.Prompt;
import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A gateway each call of which is a span. */
public record TracedGateway(Gateway gateway, Tracing tracing) implements Gateway {
  @Override
  public String name() {
    return gateway.name();
  }

  @Override
  public Outcome submit(Instruction instruction) {
    return tracing.calling(name() + " submit", () -> gateway.submit(instruction));
  }

  @Override
  public Outcome ask(Instruction instruction) {
    return tracing.calling(name() + " ask", () -> gateway.ask(instruction));
  }

  @Override
  public Outcome cancel(Instruction instruction) {
    return tracing.calling(name() + " cancel", () -> gateway.cancel(instruction));
  }

  @Override
  public Optional<Cards> cards() {
    return gateway
        .cards()
        .map(cards -> id -> tracing.calling(name() + " card", () -> cards.card(id)));
  }

  @Override
  public Optional<String> obstacle(Rail rail, OperationType operation) {
    return gateway.obstacle(rail, operation);
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

  @Override
  public Prediction predict(PhoneNumber phone, Set<PaymentMethod> candidates) {
    return tracing.calling(name() + " predict", () -> gateway.predict(phone, candidates));
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
    return gateway.condition();
  }
}
