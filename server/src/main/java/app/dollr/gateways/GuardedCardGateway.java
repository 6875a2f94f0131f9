package app.dollr.gateways;

import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PaymentMethodId;
import app.dollr.wire.OperationType;
import java.util.Optional;

/** A gateway that takes cards, behind a {@link Protection}. */
record GuardedCardGateway(CardGateway cards, GuardedGateway guarded, Protection protection)
    implements CardGateway {
  @Override
  public String name() {
    return guarded.name();
  }

  @Override
  public Outcome submit(Instruction instruction) {
    return guarded.submit(instruction);
  }

  @Override
  public Outcome ask(Instruction instruction) {
    return guarded.ask(instruction);
  }

  @Override
  public Outcome cancel(Instruction instruction) {
    return guarded.cancel(instruction);
  }

  @Override
  public CardKnowledge card(PaymentMethodId id) {
    return protection.call(
        "card",
        () -> cards.card(id),
        known -> known instanceof CardKnowledge.Unreachable,
        CardKnowledge.Unreachable::new);
  }

  @Override
  public Optional<String> obstacle(Rail rail, OperationType operation) {
    return guarded.obstacle(rail, operation);
  }

  @Override
  public Optional<Rail.Limits> limits(Rail rail, OperationType operation, CurrencyCode currency) {
    return guarded.limits(rail, operation, currency);
  }

  @Override
  public boolean callsBackByKey() {
    return guarded.callsBackByKey();
  }

  @Override
  public Condition condition() {
    return guarded.condition();
  }
}
