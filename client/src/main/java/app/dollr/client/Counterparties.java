package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CounterPartyResponse;
import app.dollr.wire.CounterPartyWithPartyResponse;
import app.dollr.wire.CreateCounterPartyPayload;
import app.dollr.wire.UpdateCounterPartyPayload;
import java.util.List;

/** How parties stand to the merchant: customers, suppliers, employees. */
public final class Counterparties {
  private final Transport transport;

  Counterparties(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes a counterparty of a party.
   *
   * @throws InvalidRequestException when the merchant has no such party
   */
  public CounterPartyResponse create(CreateCounterPartyPayload counterparty) {
    var target = Target.of("v1", "counterparties", "create");
    return transport.run(Call.create(target, counterparty, CounterPartyResponse.class));
  }

  /** The newest 1,000, with their parties. */
  public List<CounterPartyWithPartyResponse> list() {
    return list(CounterpartyFilter.all());
  }

  /** The newest 1,000 that match, with their parties. */
  public List<CounterPartyWithPartyResponse> list(CounterpartyFilter filter) {
    return transport.run(Call.list(target(filter), CounterPartyWithPartyResponse.class));
  }

  /** One page of those that match, with their parties. */
  public List<CounterPartyWithPartyResponse> list(CounterpartyFilter filter, Page page) {
    return transport.run(Call.list(page.on(target(filter)), CounterPartyWithPartyResponse.class));
  }

  /** All that match, with their parties, read as they are walked. */
  public Paged<CounterPartyWithPartyResponse> listAll(CounterpartyFilter filter) {
    return new Paged<>(page -> list(filter, page), CounterPartyWithPartyResponse::id);
  }

  /**
   * One counterparty, with its party.
   *
   * @throws NotFoundException when the merchant has no such counterparty
   */
  public CounterPartyWithPartyResponse retrieve(long id) {
    var target = Target.of("v1", "counterparties", "retrieve", id);
    return transport.run(Call.get(target, CounterPartyWithPartyResponse.class));
  }

  /**
   * Changes a counterparty; what is null stays. Twice is what once is.
   *
   * @throws NotFoundException when the merchant has no such counterparty
   * @throws InvalidRequestException when the merchant has no such party
   */
  public CounterPartyResponse update(long id, UpdateCounterPartyPayload changes) {
    var target = Target.of("v1", "counterparties", "update", id);
    return transport.run(Call.put(target, changes, CounterPartyResponse.class));
  }

  private static Target target(CounterpartyFilter filter) {
    return Target.of("v1", "counterparties", "list")
        .with("fullname", filter.fullname())
        .with("relationship_type", filter.relationship());
  }
}
