package app.dollr.parties;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.CountryCode;
import app.dollr.values.PartyId;
import app.dollr.wire.PartyResponse;

/** The calls about parties. */
final class PartiesResource implements Resource {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_EMAIL = 254;

  private final Parties parties;

  PartiesResource(Parties parties) {
    this.parties = parties;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .create("/{version}/parties/create", this::create)
        .get("/{version}/parties/list", this::list)
        .get("/{version}/parties/retrieve/{id}", this::show);
  }

  private Answer create(Call call) {
    var body = call.body();
    var fullname = body.required("fullname").text(LONGEST_NAME);
    var email = body.optional("email").text(LONGEST_EMAIL);
    var country = body.optional("country_code").country();
    var phone = body.required("phone").phone(country.optional());
    body.check();
    var wish = new CreateParty(fullname.get(), phone.get(), email.optional(), country.optional());
    return Answer.json(wire(parties.create(call.caller().merchant(), wish)));
  }

  private Answer list(Call call) {
    var query = call.query();
    var name = query.optional("fullname").text(0, LONGEST_NAME);
    var paging = Paging.read(query);
    query.check();
    var page = parties.list(call.caller().merchant(), name.optional(), paging.get());
    return paging.get().answer(call, page, PartiesResource::wire, party -> party.id().value());
  }

  private Answer show(Call call) {
    var id = new PartyId(call.pathId("id"));
    return parties
        .find(call.caller().merchant(), id)
        .map(party -> Answer.json(wire(party)))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  static PartyResponse wire(Party party) {
    return new PartyResponse(
        party.id().value(),
        party.fullname(),
        party.email().orElse(null),
        party.phone().digits(),
        party.country().map(CountryCode::code).orElse(null),
        WireTime.of(party.createdAt()),
        WireTime.of(party.updatedAt()));
  }
}
