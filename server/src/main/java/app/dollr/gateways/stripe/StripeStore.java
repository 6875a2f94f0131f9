package app.dollr.gateways.stripe;

import app.dollr.gateways.Instruction;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.MerchantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All SQL of Stripe. */
final class StripeStore {
  private static final Sql BEGIN =
      Sql.of(
          """
          insert into stripe.attempt as known (merchant_id, key, begun_at)
          values (:merchant, :key, :now)
          on conflict on constraint attempt_pkey do update set begun_at = known.begun_at
          returning begun_at, object_id
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select begun_at, object_id from stripe.attempt
          where merchant_id = :merchant and key = :key
          """);

  private static final Sql NAME =
      Sql.of(
          """
          update stripe.attempt set object_id = :object
          where merchant_id = :merchant and key = :key and object_id is null
          """);

  private static final Sql NOTE =
      Sql.of(
          """
          insert into stripe.told (id, type, object_id, received_at, next_at, tries)
          values (:id, :type, :object, :now, :now, 0)
          on conflict on constraint told_pkey do nothing
          """);

  private static final Sql CLAIM =
      Sql.of(
          """
          update stripe.told
          set next_at = :lease, tries = tries + 1
          where id in (
            select id from stripe.told
            where next_at <= :now
            order by next_at
            limit :most
            for update skip locked)
          returning id, type, object_id, tries
          """);

  private static final Sql LOOK_AGAIN =
      Sql.of("update stripe.told set next_at = :next where id = :id and next_at is not null");

  private static final Sql OLDEST_DUE =
      Sql.of("select min(next_at) as due from stripe.told where next_at is not null");

  private static final Sql CLEAR =
      Sql.of("delete from stripe.told where received_at < :before and next_at is null");

  /** Writes down that an instruction is about to be sent; when it first was, if it was before. */
  Step<Attempt> begin(Instruction instruction, Instant now) {
    return BEGIN
        .with("merchant", instruction.merchant().value())
        .with("key", instruction.key().value())
        .with("now", now)
        .only(StripeStore::attempt);
  }

  Step<Optional<Attempt>> find(MerchantId merchant, UUID key) {
    return FIND.with("merchant", merchant.value()).with("key", key).first(StripeStore::attempt);
  }

  /** Writes down which object an instruction has become. */
  Step<Integer> name(MerchantId merchant, UUID key, String object) {
    return NAME.with("merchant", merchant.value()).with("key", key).with("object", object).count();
  }

  /** Writes down that Stripe speaks of an object; once for each event. */
  Step<Integer> note(Told told, Instant now) {
    return NOTE.with("id", told.event())
        .with("type", told.type())
        .with("object", told.object())
        .with("now", now)
        .count();
  }

  /** Takes what is to be looked into, for as long as the lease. */
  Step<List<Told>> claim(Instant now, Instant lease, int most) {
    return CLAIM
        .with("now", now)
        .with("lease", lease)
        .with("most", most)
        .list(row ->
            new Told(row.text("id"), row.text("type"), row.text("object_id"), row.count("tries")));
  }

  /** Looks into it again, or never. */
  Step<Integer> lookAgain(Told told, Optional<Instant> next) {
    return LOOK_AGAIN.with("id", told.event()).with("next", next).count();
  }

  Step<Optional<Instant>> oldestDue() {
    return OLDEST_DUE.bare().only(row -> row.optionalMoment("due"));
  }

  Step<Integer> clear(Instant before) {
    return CLEAR.with("before", before).count();
  }

  private static Attempt attempt(Row row) {
    return new Attempt(row.moment("begun_at"), row.optionalText("object_id"));
  }
}
