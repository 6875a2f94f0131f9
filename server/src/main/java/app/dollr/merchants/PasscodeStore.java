package app.dollr.merchants;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.MerchantId;
import app.dollr.values.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/** All SQL of passcodes. */
final class PasscodeStore {
  private static final Sql SET_DEFAULT =
      Sql.of(
          """
          insert into merchants.passcode
            (merchant_id, phone, is_default, hash, failures, created_at, updated_at)
          values (:merchant, :phone, true, :hash, 0, :now, :now)
          on conflict (merchant_id) where is_default
          do update set phone = :phone, hash = :hash, failures = 0, locked_until = null,
            updated_at = :now
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select id, hash, failures, locked_until from merchants.passcode
          where merchant_id = :merchant
            and case
              when :user::text is not null then user_id = :user
              when :phone::text is not null then phone = :phone
              else is_default end
          """);

  private static final Sql COUNT =
      Sql.of(
          """
          update merchants.passcode
          set failures = case when locked_until <= :now then 1 else failures + 1 end,
            locked_until = case
              when locked_until <= :now then null
              when failures + 1 >= :most then :lock
            end,
            updated_at = :now
          where merchant_id = :merchant and id = :id
            and (locked_until is null or locked_until <= :now)
          """);

  private static final Sql CLEAR =
      Sql.of(
          """
          update merchants.passcode
          set failures = 0, locked_until = null, updated_at = :now
          where merchant_id = :merchant and id = :id
          """);

  /** Gives the merchant its own passcode, in place of the one it had. */
  Step<Done> setDefault(MerchantId merchant, PhoneNumber phone, String hash, Instant now) {
    return SET_DEFAULT
        .with("merchant", merchant.value())
        .with("phone", phone.digits())
        .with("hash", hash)
        .with("now", now)
        .done();
  }

  Step<Optional<Passcode>> find(MerchantId merchant, PasscodeAttempt attempt) {
    return FIND.with("merchant", merchant.value())
        .with("user", attempt.user())
        .with("phone", attempt.phone().map(PhoneNumber::digits))
        .first(PasscodeStore::passcode);
  }

  /**
   * Counts an attempt as wrong, until it proves right; the last that is allowed locks at once. How
   * many rows: none when it is locked.
   */
  Step<Integer> count(MerchantId merchant, long id, int most, Instant lock, Instant now) {
    return COUNT
        .with("merchant", merchant.value())
        .with("id", id)
        .with("most", most)
        .with("lock", lock)
        .with("now", now)
        .count();
  }

  Step<Done> clear(MerchantId merchant, long id, Instant now) {
    return CLEAR.with("merchant", merchant.value()).with("id", id).with("now", now).done();
  }

  private static Passcode passcode(Row row) {
    return new Passcode(
        row.number("id"),
        row.text("hash"),
        row.count("failures"),
        row.optionalMoment("locked_until"));
  }
}
