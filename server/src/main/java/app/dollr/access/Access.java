package app.dollr.access;

import app.dollr.platform.database.Database;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Caller;
import app.dollr.platform.http.FailedAttempts;
import app.dollr.platform.http.Gatekeeper;
import app.dollr.platform.http.Resource;
import app.dollr.platform.random.Randomness;
import app.dollr.platform.secrets.Hashes;
import app.dollr.platform.secrets.Vault;
import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import app.dollr.values.Secret;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of merchants' clients and the tokens they are exchanged for.
 *
 * <p>A token is verified without asking the database: what it says is checked against the client as
 * this node knew it at most two seconds ago. That is how long a revocation made on another node may
 * take to be felt here.
 */
public final class Access implements Gatekeeper {
  private static final String BEARER = "Bearer ";
  private static final Duration CLIENTS_KNOWN_FOR = Duration.ofSeconds(2);
  private static final int MOST_KNOWN = 100_000;

  private final Database database;
  private final AccessStore store = new AccessStore();
  private final AccessConfig config;
  private final Clock clock;
  private final KeyRing keys;
  private final Tokens tokens;
  private final FailedAttempts failuresByClient;
  private final FailedAttempts failuresByAddress;
  private final LoadingCache<ClientId, Optional<Client>> clients;
  private final Cache<String, Tokens.Claims> verified =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(Duration.ofHours(1)).build();

  public Access(Database database, Vault vault, AccessConfig config, Clock clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.keys = new KeyRing(database, store, vault, clock);
    this.tokens = new Tokens(keys, clock);
    this.failuresByClient = new FailedAttempts(config.failuresPerClient(), clock);
    this.failuresByAddress = new FailedAttempts(config.failuresPerAddress(), clock);
    this.clients =
        Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(CLIENTS_KNOWN_FOR)
            .build(client -> database.run(store.findClient(client)));
  }

  /** The routes of this room. */
  public Resource resource() {
    return new AccessResource(this);
  }

  /** New credentials for a merchant, with a random id and secret. */
  public Issue issue(MerchantId merchant) {
    return issue(merchant, new ClientId(Randomness.name("client_")), newSecret());
  }

  /** New credentials for a merchant, with a given id and secret. */
  public Issue issue(MerchantId merchant, ClientId client, Secret secret) {
    var hash = Hashes.sha256(secret.reveal());
    return new Issue(
        new Credentials(merchant, client, secret),
        store.addClient(client, merchant, hash, clock.instant()));
  }

  /** Brings credentials into force in a transaction of their own. */
  public Credentials add(Issue issue) {
    database.run(issue.step());
    return issue.credentials();
  }

  /** The merchant a client id belongs to; empty when there is no such client. */
  public Optional<MerchantId> merchantOf(ClientId client) {
    return database.run(store.findClient(client)).map(Client::merchant);
  }

  /** Whether these are the credentials of a client that is not revoked. */
  public boolean matches(ClientId client, Secret secret) {
    return verified(client, secret).isPresent();
  }

  /**
   * Exchanges credentials for a token. Safe to repeat; opens no transaction.
   *
   * @param address where the call came from, for the limit on failures
   * @throws Refused with INVALID_CREDENTIALS, or TOO_MANY_REQUESTS after too many failures
   */
  public Token obtain(String client, Secret secret, String address) {
    var known = readable(client).flatMap(id -> verified(id, secret));
    if (known.isEmpty()) {
      failuresByClient.count(client);
      failuresByAddress.count(address);
      throw Refused.of(ErrorCode.INVALID_CREDENTIALS);
    }
    var token = tokens.issue(known.get(), config.tokenLifetime());
    return new Token(Secret.of(token), config.tokenLifetime());
  }

  @Override
  public Optional<Caller> admit(Optional<String> authorization) {
    if (authorization.isEmpty() || authorization.get().isBlank()) {
      throw Refused.of(ErrorCode.NOT_AUTHENTICATED);
    }
    return Optional.of(
        bearer(authorization.get())
            .flatMap(this::claims)
            .filter(this::stillGood)
            .map(claims -> new Caller(claims.merchant(), claims.client()))
            .orElseThrow(() -> Refused.of(ErrorCode.INVALID_CREDENTIALS)));
  }

  /**
   * Gives a client a new secret; its old one and all its tokens are worth nothing from then on.
   *
   * @throws Refused with NOT_FOUND when there is no such client, or it is revoked
   */
  public Credentials rotateSecret(ClientId client) {
    return changeSecret(client, newSecret());
  }

  /** Gives a client a secret that is known already; otherwise as {@link #rotateSecret}. */
  public Credentials changeSecret(ClientId client, Secret secret) {
    var hash = Hashes.sha256(secret.reveal());
    if (database.run(store.changeSecret(client, hash, clock.instant())) == 0) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    clients.invalidate(client);
    return new Credentials(merchantOf(client).orElseThrow(), client, secret);
  }

  /**
   * Ends a client for good, with all its tokens. Safe to repeat.
   *
   * @throws Refused with NOT_FOUND when there is no such client
   */
  public void revoke(ClientId client) {
    if (database.run(store.revokeClient(client, clock.instant())) == 0) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    clients.invalidate(client);
  }

  /** Makes a new signing key; tokens signed with older ones stay good until they expire. */
  public SigningKey rotateKey() {
    return keys.rotate();
  }

  /** The signing keys, the oldest first. */
  public List<SigningKey> keys() {
    return keys.list();
  }

  /** Removes the keys that can have no good token any more. */
  public void removeOldKeys() {
    var before = clock.instant().minus(config.tokenLifetime().multipliedBy(2));
    database.run(store.removeKeysReplacedBefore(before));
  }

  private static Secret newSecret() {
    return Randomness.secret("secret_");
  }

  private Optional<Client> verified(ClientId id, Secret secret) {
    return database
        .run(store.findClient(id))
        .filter(client -> Hashes.matches(secret, client.hash()) && !client.revoked());
  }

  private Optional<Tokens.Claims> claims(String token) {
    var known = verified.getIfPresent(token);
    if (known != null) {
      return Optional.of(known);
    }
    var read = tokens.read(token);
    read.ifPresent(claims -> verified.put(token, claims));
    return read;
  }

  private boolean stillGood(Tokens.Claims claims) {
    if (!clock.instant().isBefore(claims.expiresAt())) {
      return false;
    }
    return clients
        .get(claims.client())
        .filter(client -> !client.revoked() && client.generation() == claims.generation())
        .isPresent();
  }

  private static Optional<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static Optional<ClientId> readable(String client) {
    try {
      return Optional.of(new ClientId(client));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
