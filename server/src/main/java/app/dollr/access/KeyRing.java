package app.dollr.access;

import app.dollr.platform.database.Database;
import app.dollr.platform.random.Randomness;
import app.dollr.platform.secrets.Vault;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign tokens and verify them, as this node knows them. The newest signs; the others
 * verify until the last token they signed has expired. A key id this node has not seen makes it
 * look again, at most once a second, for another node may have made a new key.
 */
final class KeyRing {
  private static final String PURPOSE = "access.signing_key";
  private static final int KEY_BYTES = 32;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private record Key(String keyId, Instant createdAt, JWSSigner signer, JWSVerifier verifier) {}

  private record Ring(List<Key> keys, Instant readAt) {}

  private final Database database;
  private final AccessStore store;
  private final Vault vault;
  private final Clock clock;
  private volatile @Nullable Ring ring;

  KeyRing(Database database, AccessStore store, Vault vault, Clock clock) {
    this.database = database;
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /** A signer with its key's id. */
  record Signing(String keyId, JWSSigner signer) {}

  Signing signing() {
    if (current().keys().isEmpty()) {
      rotate();
    }
    var newest = current().keys().getLast();
    return new Signing(newest.keyId(), newest.signer());
  }

  Optional<JWSVerifier> verifier(String keyId) {
    return verifier(current(), keyId)
        .or(() -> mayLookAgain() ? verifier(read(), keyId) : Optional.empty());
  }

  SigningKey rotate() {
    var key = Randomness.bytes(KEY_BYTES);
    var keyId = Randomness.name("key_");
    database.run(store.addKey(keyId, vault.seal(PURPOSE, key), clock.instant()));
    read();
    return list().getLast();
  }

  List<SigningKey> list() {
    var keys = read().keys();
    var newest = keys.isEmpty() ? "" : keys.getLast().keyId();
    return keys.stream()
        .map(key -> new SigningKey(key.keyId(), key.createdAt(), key.keyId().equals(newest)))
        .toList();
  }

  private boolean mayLookAgain() {
    return !clock.instant().isBefore(current().readAt().plus(LOOK_AGAIN));
  }

  private Ring current() {
    var known = ring;
    return known == null ? read() : known;
  }

  private Ring read() {
    var keys = database.run(store.keys()).stream().map(this::opened).toList();
    var read = new Ring(keys, clock.instant());
    ring = read;
    return read;
  }

  private Key opened(SealedKey sealed) {
    try {
      var key = vault.open(PURPOSE, sealed.bytes());
      return new Key(sealed.keyId(), sealed.createdAt(), new MACSigner(key), new MACVerifier(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("signing key %s".formatted(sealed.keyId()), e);
    }
  }

  private static Optional<JWSVerifier> verifier(Ring ring, String keyId) {
    return ring.keys().stream()
        .filter(key -> key.keyId().equals(keyId))
        .map(Key::verifier)
        .findFirst();
  }
}
