package app.dollr.parties;

import app.dollr.merchants.Merchant;
import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.CounterpartyId;
import app.dollr.values.PartyId;
import app.dollr.wire.CounterPartyResponse;
import app.dollr.wire.CounterPartyWithPartyResponse;
import app.dollr.wire.RelationshipType;

/** The calls about counterparties. */
final class CounterpartiesResource implements Resource {
  private static final int LONGEST_NAME = 255;

  private final Parties parties;
  private final Merchants merchants;

  CounterpartiesResource(Parties parties, Merchants merchants) {
    this.parties = parties;
    this.merchants = merchants;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .create("/{version}/counterparties/create", this::create)
        .get("/{version}/counterparties/list", this::list)
        .get("/{version}/counterparties/retrieve/{id}", this::show)
        .put("/{version}/counterparties/update/{id}", this::change);
  }

  private Answer create(Call call) {
    var body = call.body();
    var relationship = body.required("relationship_type").word(RelationshipType.class);
    var party = body.optional("party_id").id().map(PartyId::new);
    body.check();
    var created =
        parties.createCounterparty(call.caller().merchant(), party.optional(), relationship.get());
    return Answer.json(wire(owner(call), created));
  }

  private Answer list(Call call) {
    var query = call.query();
    var name = query.optional("fullname").text(0, LONGEST_NAME);
    var relationship = query.optional("relationship_type").word(RelationshipType.class);
    var paging = Paging.read(query);
    query.check();
    var owner = owner(call);
    var page =
        parties.listCounterparties(
            owner.id(), name.optional(), relationship.optional(), paging.get());
    return paging.get().answer(call, page, c -> withParty(owner, c), c -> c.id().value());
  }

  private Answer show(Call call) {
    var id = new CounterpartyId(call.pathId("id"));
    return parties
        .findCounterparty(call.caller().merchant(), id)
        .map(counterparty -> Answer.json(withParty(owner(call), counterparty)))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private Answer change(Call call) {
    var id = new CounterpartyId(call.pathId("id"));
    var body = call.body();
    var relationship = body.optional("relationship_type").word(RelationshipType.class);
    var party = body.optional("party_id").id().map(PartyId::new);
    body.check();
    var changed =
        parties.changeCounterparty(
            call.caller().merchant(), id, party.optional(), relationship.optional());
    return Answer.json(wire(owner(call), changed));
  }

  private Merchant owner(Call call) {
    return merchants.caller(call.caller().merchant());
  }

  private static CounterPartyResponse wire(Merchant owner, Counterparty counterparty) {
    return new CounterPartyResponse(
        counterparty.id().value(),
        owner.ownerType(),
        owner.id().value(),
        counterparty.relationship(),
        WireTime.of(counterparty.createdAt()),
        WireTime.of(counterparty.updatedAt()),
        counterparty.party().map(party -> party.id().value()).orElse(null));
  }

  static CounterPartyWithPartyResponse withParty(Merchant owner, Counterparty counterparty) {
    return new CounterPartyWithPartyResponse(
        counterparty.id().value(),
        owner.ownerType(),
        owner.id().value(),
        counterparty.relationship(),
        WireTime.of(counterparty.createdAt()),
        WireTime.of(counterparty.updatedAt()),
        counterparty.party().map(PartiesResource::wire).orElse(null));
  }
}
