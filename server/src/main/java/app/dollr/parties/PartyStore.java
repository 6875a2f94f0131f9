package app.dollr.parties;

import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.http.Paging;
import app.dollr.values.CounterpartyId;
import app.dollr.values.CountryCode;
import app.dollr.values.MerchantId;
import app.dollr.values.PartyId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.RelationshipType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All SQL of parties and counterparties. */
final class PartyStore {
  private static final Sql ADD_PARTY =
      Sql.of(
          """
          insert into parties.party
            (merchant_id, fullname, phone, email, country_code, created_at, updated_at)
          values (:merchant, :fullname, :phone, :email, :country, :now, :now)
          returning id, fullname, phone, email, country_code, created_at, updated_at
          """);

  private static final Sql FIND_PARTY =
      Sql.of(
          """
          select id, fullname, phone, email, country_code, created_at, updated_at
          from parties.party
          where merchant_id = :merchant and id = :id
          """);

  private static final Sql FIND_BY_PHONE =
      Sql.of(
          """
          select id, fullname, phone, email, country_code, created_at, updated_at
          from parties.party
          where merchant_id = :merchant and phone = :phone
          order by id
          limit 1
          """);

  private static final Sql LIST_PARTIES =
      Sql.of(
          """
          select id, fullname, phone, email, country_code, created_at, updated_at
          from parties.party
          where merchant_id = :merchant
            and id < :before
            and fullname ilike :pattern
          order by id desc
          limit :limit
          """);

  private static final Sql COUNT_PARTIES =
      Sql.of(
          """
          select count(*) as total
          from parties.party
          where merchant_id = :merchant and fullname ilike :pattern
          """);

  private static final Sql ADD_COUNTERPARTY =
      Sql.of(
          """
          insert into parties.counterparty
            (merchant_id, party_id, relationship_type, created_at, updated_at)
          values (:merchant, :party, :relationship, :now, :now)
          returning id
          """);

  private static final Sql CHANGE_COUNTERPARTY =
      Sql.of(
          """
          update parties.counterparty
          set party_id = coalesce(:party, party_id),
            relationship_type = coalesce(:relationship, relationship_type),
            updated_at = :now
          where merchant_id = :merchant and id = :id
          """);

  private static final Sql FIND_COUNTERPARTY =
      Sql.of(
          """
          select c.id, c.relationship_type, c.created_at, c.updated_at,
            p.id as party_id, p.fullname, p.phone, p.email, p.country_code,
            p.created_at as party_created_at, p.updated_at as party_updated_at
          from parties.counterparty c
          left join parties.party p on p.merchant_id = c.merchant_id and p.id = c.party_id
          where c.merchant_id = :merchant and c.id = :id
          """);

  private static final Sql FIND_COUNTERPARTY_OF =
      Sql.of(
          """
          select c.id, c.relationship_type, c.created_at, c.updated_at,
            p.id as party_id, p.fullname, p.phone, p.email, p.country_code,
            p.created_at as party_created_at, p.updated_at as party_updated_at
          from parties.counterparty c
          join parties.party p on p.merchant_id = c.merchant_id and p.id = c.party_id
          where c.merchant_id = :merchant
            and c.party_id = :party
            and c.relationship_type = :relationship
          order by c.id
          limit 1
          """);

  private static final Sql LIST_COUNTERPARTIES =
      Sql.of(
          """
          select c.id, c.relationship_type, c.created_at, c.updated_at,
            p.id as party_id, p.fullname, p.phone, p.email, p.country_code,
            p.created_at as party_created_at, p.updated_at as party_updated_at
          from parties.counterparty c
          left join parties.party p on p.merchant_id = c.merchant_id and p.id = c.party_id
          where c.merchant_id = :merchant
            and c.id < :before
            and coalesce(p.fullname, '') ilike :pattern
            and c.relationship_type = coalesce(:relationship, c.relationship_type)
          order by c.id desc
          limit :limit
          """);

  private static final Sql COUNT_COUNTERPARTIES =
      Sql.of(
          """
          select count(*) as total
          from parties.counterparty c
          left join parties.party p on p.merchant_id = c.merchant_id and p.id = c.party_id
          where c.merchant_id = :merchant
            and coalesce(p.fullname, '') ilike :pattern
            and c.relationship_type = coalesce(:relationship, c.relationship_type)
          """);

  Step<Party> addParty(MerchantId merchant, CreateParty wish, Instant now) {
    return ADD_PARTY
        .with("merchant", merchant.value())
        .with("fullname", wish.fullname())
        .with("phone", wish.phone().digits())
        .with("email", wish.email())
        .with("country", wish.country().map(CountryCode::code))
        .with("now", now)
        .only(PartyStore::party);
  }

  Step<Optional<Party>> findParty(MerchantId merchant, PartyId id) {
    return FIND_PARTY
        .with("merchant", merchant.value())
        .with("id", id.value())
        .first(PartyStore::party);
  }

  Step<Optional<Party>> findByPhone(MerchantId merchant, PhoneNumber phone) {
    return FIND_BY_PHONE
        .with("merchant", merchant.value())
        .with("phone", phone.digits())
        .first(PartyStore::party);
  }

  Step<Optional<Counterparty>> findCounterpartyOf(
      MerchantId merchant, PartyId party, RelationshipType relationship) {
    return FIND_COUNTERPARTY_OF
        .with("merchant", merchant.value())
        .with("party", party.value())
        .with("relationship", relationship)
        .first(PartyStore::counterparty);
  }

  Step<List<Party>> listParties(MerchantId merchant, Optional<String> name, Paging paging) {
    return LIST_PARTIES
        .with("merchant", merchant.value())
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("pattern", pattern(name))
        .with("limit", paging.fetch())
        .list(PartyStore::party);
  }

  Step<Long> countParties(MerchantId merchant, Optional<String> name) {
    return COUNT_PARTIES
        .with("merchant", merchant.value())
        .with("pattern", pattern(name))
        .only(row -> row.number("total"));
  }

  Step<CounterpartyId> addCounterparty(
      MerchantId merchant, Optional<PartyId> party, RelationshipType relationship, Instant now) {
    return ADD_COUNTERPARTY
        .with("merchant", merchant.value())
        .with("party", party.map(PartyId::value))
        .with("relationship", relationship)
        .with("now", now)
        .only(row -> new CounterpartyId(row.number("id")));
  }

  Step<Integer> changeCounterparty(
      MerchantId merchant,
      CounterpartyId id,
      Optional<PartyId> party,
      Optional<RelationshipType> relationship,
      Instant now) {
    return CHANGE_COUNTERPARTY
        .with("merchant", merchant.value())
        .with("id", id.value())
        .with("party", party.map(PartyId::value))
        .with("relationship", relationship)
        .with("now", now)
        .count();
  }

  Step<Optional<Counterparty>> findCounterparty(MerchantId merchant, CounterpartyId id) {
    return FIND_COUNTERPARTY
        .with("merchant", merchant.value())
        .with("id", id.value())
        .first(PartyStore::counterparty);
  }

  Step<List<Counterparty>> listCounterparties(
      MerchantId merchant,
      Optional<String> name,
      Optional<RelationshipType> relationship,
      Paging paging) {
    return LIST_COUNTERPARTIES
        .with("merchant", merchant.value())
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("pattern", pattern(name))
        .with("relationship", relationship)
        .with("limit", paging.fetch())
        .list(PartyStore::counterparty);
  }

  Step<Long> countCounterparties(
      MerchantId merchant, Optional<String> name, Optional<RelationshipType> relationship) {
    return COUNT_COUNTERPARTIES
        .with("merchant", merchant.value())
        .with("pattern", pattern(name))
        .with("relationship", relationship)
        .only(row -> row.number("total"));
  }

  /**
   * A pattern for {@code ilike} that finds {@code part} anywhere, its wildcards taken literally.
   */
  private static String pattern(Optional<String> part) {
    return part.map(text -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%").orElse("%");
  }

  private static Party party(Row row) {
    return new Party(
        new PartyId(row.number("id")),
        row.text("fullname"),
        new PhoneNumber(row.text("phone")),
        row.optionalText("email"),
        row.optionalText("country_code").map(CountryCode::new),
        row.moment("created_at"),
        row.moment("updated_at"));
  }

  private static Counterparty counterparty(Row row) {
    return new Counterparty(
        new CounterpartyId(row.number("id")),
        row.word("relationship_type", RelationshipType.class),
        row.optionalNumber("party_id").map(id -> partyOf(row, id)),
        row.moment("created_at"),
        row.moment("updated_at"));
  }

  private static Party partyOf(Row row, long id) {
    return new Party(
        new PartyId(id),
        row.text("fullname"),
        new PhoneNumber(row.text("phone")),
        row.optionalText("email"),
        row.optionalText("country_code").map(CountryCode::new),
        row.moment("party_created_at"),
        row.moment("party_updated_at"));
  }
}
