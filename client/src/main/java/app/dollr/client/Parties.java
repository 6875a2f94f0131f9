package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CreatePartyPayload;
import app.dollr.wire.PartyResponse;
import java.util.List;

/** The people and businesses a merchant deals with. */
public final class Parties {
  private final Transport transport;

  Parties(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes a party; always a new one, even with a phone that is known. Phones are international
   * digits ({@code 231771234567}); a plus and spaces are taken as well.
   *
   * @throws InvalidRequestException when the phone or another field is not valid
   */
  public PartyResponse create(CreatePartyPayload party) {
    var target = Target.of("v1", "parties", "create");
    return transport.run(Call.create(target, party, PartyResponse.class));
  }

  /** The newest 1,000. */
  public List<PartyResponse> list() {
    return list(PartyFilter.all());
  }

  /** The newest 1,000 that match. */
  public List<PartyResponse> list(PartyFilter filter) {
    return transport.run(Call.list(target(filter), PartyResponse.class));
  }

  /** One page of those that match. */
  public List<PartyResponse> list(PartyFilter filter, Page page) {
    return transport.run(Call.list(page.on(target(filter)), PartyResponse.class));
  }

  /** All that match, read as they are walked. */
  public Paged<PartyResponse> listAll(PartyFilter filter) {
    return new Paged<>(page -> list(filter, page), PartyResponse::id);
  }

  /**
   * One party.
   *
   * @throws NotFoundException when the merchant has no such party
   */
  public PartyResponse retrieve(long id) {
    return transport.run(Call.get(Target.of("v1", "parties", "retrieve", id), PartyResponse.class));
  }

  private static Target target(PartyFilter filter) {
    return Target.of("v1", "parties", "list").with("fullname", filter.fullname());
  }
}
