package app.dollr.gateways;

import app.dollr.platform.tracing.Tracing;
import app.dollr.values.PaymentMethodId;

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
}
