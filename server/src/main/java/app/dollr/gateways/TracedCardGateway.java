package app.dollr.gateways;

import app.dollr.platform.tracing.Tracing;
import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PaymentMethodId;
import app.dollr.wire.OperationType;
import java.util.Optional;

/** A gateway that takes cards, each call of which is a span. */
record TracedCardGateway(CardGateway cards, TracedGateway traced, Tracing tracing)
    implements CardGateway {
  @Override
  public String name() {
    return cards.name();
  }

  @Override
  public Outcome submit(Instruction instruction) {
    return traced.submit(instruction);
  }

  @Override
  public Outcome ask(Instruction instruction) {
    return traced.ask(instruction);
  }

  @Override
  public Outcome cancel(Instruction instruction) {
    return traced.cancel(instruction);
  }

  @Override
  public CardKnowledge card(PaymentMethodId id) {
    return tracing.calling(name() + " card", () -> cards.card(id));
  }

  @Override
  public Optional<String> obstacle(Rail rail, OperationType operation) {
    return cards.obstacle(rail, operation);
  }

  @Override
  public Optional<Rail.Limits> limits(Rail rail, OperationType operation, CurrencyCode currency) {
    return cards.limits(rail, operation, currency);
  }

  @Override
  public Optional<String> prompt(Rail rail) {
    return cards.prompt(rail);
  }

  @Override
  public boolean callsBackByKey() {
    return cards.callsBackByKey();
  }

  @Override
  public Condition condition() {
    return cards.condition();
  }
}
