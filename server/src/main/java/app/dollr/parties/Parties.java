package app.dollr.parties;

import app.dollr.merchants.Merchants;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.phone.Phones;
import app.dollr.values.CounterpartyId;
import app.dollr.values.MerchantId;
import app.dollr.values.PartyId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.CounterPartyWithPartyResponse;
import app.dollr.wire.RelationshipType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The parties and counterparties of merchants. */
public final class Parties {
  private final Database database;
  private final PartyStore store = new PartyStore();
  private final Merchants merchants;
  private final Clock clock;

  public Parties(Database database, Merchants merchants, Clock clock) {
    this.database = database;
    this.merchants = merchants;
    this.clock = clock;
  }

  /** The routes of this room. */
  public List<Resource> resources() {
    return List.of(new PartiesResource(this), new CounterpartiesResource(this, merchants));
  }

  /** Creates a party; the same wish again makes another. */
  public Party create(MerchantId merchant, CreateParty wish) {
    return database.run(store.addParty(merchant, wish, clock.instant()));
  }

  /**
   * The merchant's party with this phone number, the oldest of several; a new one where there is
   * none.
   *
   * @param name of a new party
   */
  public Party match(
      MerchantId merchant, PhoneNumber phone, Optional<String> name, Optional<String> email) {
    return database
        .run(store.findByPhone(merchant, phone))
        .orElseGet(() ->
            create(
                merchant,
                new CreateParty(name.orElse(phone.digits()), phone, email, Phones.country(phone))));
  }

  /** The counterparty by which a party stands so to the merchant; a new one where there is none. */
  public Counterparty matchCounterparty(
      MerchantId merchant, PartyId party, RelationshipType relationship) {
    return database
        .run(store.findCounterpartyOf(merchant, party, relationship))
        .orElseGet(() -> createCounterparty(merchant, Optional.of(party), relationship));
  }

  /** The merchant's party with this id. */
  public Optional<Party> find(MerchantId merchant, PartyId id) {
    return database.run(store.findParty(merchant, id));
  }

  /**
   * The merchant's parties whose name holds {@code name}, in any case.
   *
   * @throws Refused with CURSOR_UNKNOWN when the party to start after is none of the merchant's
   */
  public Paging.Page<Party> list(MerchantId merchant, Optional<String> name, Paging paging) {
    paging.after().map(PartyId::new).ifPresent(id -> requireCursor(find(merchant, id)));
    var items = database.run(store.listParties(merchant, name, paging));
    return page(items, paging, store.countParties(merchant, name));
  }

  /**
   * Creates a counterparty; the same wish again makes another.
   *
   * @throws Refused with PARTY_UNKNOWN when the party is none of the merchant's
   */
  public Counterparty createCounterparty(
      MerchantId merchant, Optional<PartyId> party, RelationshipType relationship) {
    requireParty(merchant, party);
    var id = database.run(store.addCounterparty(merchant, party, relationship, clock.instant()));
    return findCounterparty(merchant, id).orElseThrow();
  }

  /**
   * Changes what is given of a counterparty. Safe to repeat.
   *
   * @throws Refused with NOT_FOUND, or PARTY_UNKNOWN when the party is none of the merchant's
   */
  public Counterparty changeCounterparty(
      MerchantId merchant,
      CounterpartyId id,
      Optional<PartyId> party,
      Optional<RelationshipType> relationship) {
    requireParty(merchant, party);
    var change = store.changeCounterparty(merchant, id, party, relationship, clock.instant());
    if (database.run(change) == 0) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    return findCounterparty(merchant, id).orElseThrow();
  }

  /** The merchant's counterparty with this id, with its party. */
  public Optional<Counterparty> findCounterparty(MerchantId merchant, CounterpartyId id) {
    return database.run(store.findCounterparty(merchant, id));
  }

  /**
   * The merchant's counterparties whose party's name holds {@code name}; refuses as {@link #list}.
   */
  public Paging.Page<Counterparty> listCounterparties(
      MerchantId merchant,
      Optional<String> name,
      Optional<RelationshipType> relationship,
      Paging paging) {
    paging
        .after()
        .map(CounterpartyId::new)
        .ifPresent(id -> requireCursor(findCounterparty(merchant, id)));
    var items = database.run(store.listCounterparties(merchant, name, relationship, paging));
    return page(items, paging, store.countCounterparties(merchant, name, relationship));
  }

  /** A counterparty as answers show it, inside those of other rooms too. */
  public CounterPartyWithPartyResponse wire(MerchantId merchant, Counterparty counterparty) {
    return CounterpartiesResource.withParty(merchants.caller(merchant), counterparty);
  }

  private void requireParty(MerchantId merchant, Optional<PartyId> party) {
    if (party.isPresent() && find(merchant, party.get()).isEmpty()) {
      throw Refused.body("party_id", ErrorCode.PARTY_UNKNOWN);
    }
  }

  private static void requireCursor(Optional<?> found) {
    if (found.isEmpty()) {
      throw Refused.query("starting_after", ErrorCode.CURSOR_UNKNOWN);
    }
  }

  private <T> Paging.Page<T> page(List<T> items, Paging paging, Step<Long> count) {
    long total = items.size() > paging.limit() ? database.run(count) : items.size();
    return new Paging.Page<>(items, total);
  }
}
