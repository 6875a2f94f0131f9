package app.dollr.merchants;

import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.MerchantId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.MerchantType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All SQL of merchants. */
final class MerchantStore {
  private static final Sql ADD =
      Sql.of(
          """
          insert into merchants.merchant
            (name, type, email, phone, verified_at, created_at, updated_at)
          values (:name, :type, :email, :phone, :verified, :now, :now)
          returning merchant_id, name, type, email, phone, verified_at, created_at
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select merchant_id, name, type, email, phone, verified_at, created_at
          from merchants.merchant
          where merchant_id = :merchant
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select merchant_id, name, type, email, phone, verified_at, created_at
          from merchants.merchant
          order by merchant_id desc
          limit :limit
          """);

  private static final Sql VERIFY =
      Sql.of(
          """
          update merchants.merchant
          set verified_at = coalesce(verified_at, :now), updated_at = :now
          where merchant_id = :merchant
          returning merchant_id, name, type, email, phone, verified_at, created_at
          """);

  private static final Sql FIND_LOOK =
      Sql.of(
          """
          select colour, logo_type, logo, updated_at
          from merchants.look
          where merchant_id = :merchant
          """);

  private static final Sql SET_LOOK =
      Sql.of(
          """
          insert into merchants.look (merchant_id, colour, logo_type, logo, updated_at)
          values (:merchant, :colour, :type, :logo, :now)
          on conflict on constraint look_pkey do update
          set colour = coalesce(excluded.colour, look.colour),
            logo_type = coalesce(excluded.logo_type, look.logo_type),
            logo = coalesce(excluded.logo, look.logo),
            updated_at = excluded.updated_at
          returning colour, logo_type, logo, updated_at
          """);

  Step<Optional<Look>> look(MerchantId merchant) {
    return FIND_LOOK.with("merchant", merchant.value()).first(MerchantStore::look);
  }

  /** Sets what is given of a merchant's look, and leaves the rest. */
  Step<Look> setLook(
      MerchantId merchant, Optional<String> colour, Optional<Logo> logo, Instant now) {
    return SET_LOOK
        .with("merchant", merchant.value())
        .with("colour", colour)
        .with("type", logo.map(Logo::type))
        .with("logo", logo.map(Logo::bytes))
        .with("now", now)
        .only(MerchantStore::look);
  }

  private static Look look(Row row) {
    return new Look(
        Long.toString(row.moment("updated_at").toEpochMilli(), Character.MAX_RADIX),
        row.optionalText("colour"),
        row.optionalText("logo_type").map(type -> Logo.of(type, row.bytes("logo"))));
  }

  Step<Merchant> add(CreateMerchant wish, Instant now) {
    return ADD.with("name", wish.name())
        .with("type", wish.type())
        .with("email", wish.email())
        .with("phone", wish.phone().map(PhoneNumber::digits))
        .with("verified", wish.verified() ? Optional.of(now) : Optional.empty())
        .with("now", now)
        .only(MerchantStore::merchant);
  }

  Step<Optional<Merchant>> find(MerchantId merchant) {
    return FIND.with("merchant", merchant.value()).first(MerchantStore::merchant);
  }

  Step<List<Merchant>> list(int limit) {
    return LIST.with("limit", limit).list(MerchantStore::merchant);
  }

  Step<Optional<Merchant>> verify(MerchantId merchant, Instant now) {
    return VERIFY
        .with("merchant", merchant.value())
        .with("now", now)
        .first(MerchantStore::merchant);
  }

  private static Merchant merchant(Row row) {
    return new Merchant(
        new MerchantId(row.number("merchant_id")),
        row.text("name"),
        row.word("type", MerchantType.class),
        row.optionalText("email"),
        row.optionalText("phone").map(PhoneNumber::new),
        row.optionalMoment("verified_at").isPresent(),
        row.moment("created_at"));
  }
}
