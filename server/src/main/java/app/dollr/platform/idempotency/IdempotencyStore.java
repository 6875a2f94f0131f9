package app.dollr.platform.idempotency;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.http.Answer;
import app.dollr.values.MerchantId;
import java.time.Instant;
import java.util.Optional;

/** All SQL of idempotency keys. */
final class IdempotencyStore {
  private static final Sql CLAIM =
      Sql.of(
          """
          insert into platform.idempotency_key
            (merchant_id, key, request_hash, status, content_type, body, created_at)
          values (:merchant, :key, :hash, 0, '', '', :now)
          on conflict on constraint idempotency_key_pkey do nothing
          """);

  private static final Sql KEEP =
      Sql.of(
          """
          update platform.idempotency_key
          set status = :status, content_type = :content_type, body = :body
          where merchant_id = :merchant and key = :key
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select request_hash, status, content_type, body from platform.idempotency_key
          where merchant_id = :merchant and key = :key
          """);

  private static final Sql REMOVE_OLD =
      Sql.of(
          """
          delete from platform.idempotency_key
          where merchant_id = :merchant and key = :key and created_at < :before
          """);

  private static final Sql REMOVE_ALL_OLD =
      Sql.of("delete from platform.idempotency_key where created_at < :before");

  /** An answer that was kept. */
  static final class Kept {
    private final byte[] requestHash;
    private final Answer answer;

    Kept(byte[] requestHash, Answer answer) {
      this.requestHash = requestHash;
      this.answer = answer;
    }

    byte[] requestHash() {
      return requestHash;
    }

    Answer answer() {
      return answer;
    }
  }

  /** Claims a key; how many rows: none when it is claimed. A claim under way is waited for. */
  Step<Integer> claim(MerchantId merchant, String key, byte[] hash, Instant now) {
    return CLAIM
        .with("merchant", merchant.value())
        .with("key", key)
        .with("hash", hash)
        .with("now", now)
        .count();
  }

  Step<Done> keep(MerchantId merchant, String key, Answer answer) {
    return KEEP.with("merchant", merchant.value())
        .with("key", key)
        .with("status", answer.status())
        .with("content_type", answer.contentType())
        .with("body", answer.body())
        .done();
  }

  Step<Optional<Kept>> find(MerchantId merchant, String key) {
    return FIND.with("merchant", merchant.value())
        .with("key", key)
        .first(row ->
            new Kept(
                row.bytes("request_hash"),
                Answer.of(row.count("status"), row.text("content_type"), row.bytes("body"))));
  }

  Step<Integer> removeOld(MerchantId merchant, String key, Instant before) {
    return REMOVE_OLD
        .with("merchant", merchant.value())
        .with("key", key)
        .with("before", before)
        .count();
  }

  Step<Integer> removeAllOld(Instant before) {
    return REMOVE_ALL_OLD.with("before", before).count();
  }
}
