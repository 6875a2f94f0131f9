package app.dollr.access;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** All SQL of access. */
final class AccessStore {
  private static final Sql ADD_CLIENT =
      Sql.of(
          """
          insert into access.client
            (client_id, merchant_id, secret_hash, generation, created_at, updated_at)
          values (:client, :merchant, :hash, 1, :now, :now)
          """);

  private static final Sql FIND_CLIENT =
      Sql.of(
          """
          select client_id, merchant_id, secret_hash, generation, revoked_at
          from access.client
          where client_id = :client
          """);

  private static final Sql CHANGE_SECRET =
      Sql.of(
          """
          update access.client
          set secret_hash = :hash, generation = generation + 1, updated_at = :now
          where client_id = :client and revoked_at is null
          """);

  private static final Sql REVOKE_CLIENT =
      Sql.of(
          """
          update access.client
          set revoked_at = coalesce(revoked_at, :now), generation = generation + 1,
            updated_at = :now
          where client_id = :client
          """);

  private static final Sql ADD_KEY =
      Sql.of(
          """
          insert into access.signing_key (key_id, sealed_key, created_at)
          values (:key, :sealed, :now)
          """);

  private static final Sql KEYS =
      Sql.of("select key_id, sealed_key, created_at from access.signing_key order by created_at");

  private static final Sql REMOVE_KEYS =
      Sql.of(
          """
          delete from access.signing_key old
          where exists (
            select from access.signing_key newer
            where newer.created_at > old.created_at and newer.created_at < :before)
          """);

  Step<Done> addClient(ClientId client, MerchantId merchant, byte[] hash, Instant now) {
    return ADD_CLIENT
        .with("client", client.value())
        .with("merchant", merchant.value())
        .with("hash", hash)
        .with("now", now)
        .done();
  }

  Step<Optional<Client>> findClient(ClientId client) {
    return FIND_CLIENT.with("client", client.value()).first(AccessStore::client);
  }

  Step<Integer> changeSecret(ClientId client, byte[] hash, Instant now) {
    return CHANGE_SECRET.with("client", client.value()).with("hash", hash).with("now", now).count();
  }

  Step<Integer> revokeClient(ClientId client, Instant now) {
    return REVOKE_CLIENT.with("client", client.value()).with("now", now).count();
  }

  Step<Done> addKey(String keyId, byte[] sealed, Instant now) {
    return ADD_KEY.with("key", keyId).with("sealed", sealed).with("now", now).done();
  }

  /** All keys, the oldest first. */
  Step<List<SealedKey>> keys() {
    return KEYS.bare().list(AccessStore::key);
  }

  /** Removes the keys that a newer one replaced before {@code before}. */
  Step<Integer> removeKeysReplacedBefore(Instant before) {
    return REMOVE_KEYS.with("before", before).count();
  }

  private static Client client(Row row) {
    return new Client(
        new ClientId(row.text("client_id")),
        new MerchantId(row.number("merchant_id")),
        HexFormat.of().formatHex(row.bytes("secret_hash")),
        row.count("generation"),
        row.optionalMoment("revoked_at").isPresent());
  }

  private static SealedKey key(Row row) {
    return new SealedKey(
        row.text("key_id"),
        HexFormat.of().formatHex(row.bytes("sealed_key")),
        row.moment("created_at"));
  }
}
