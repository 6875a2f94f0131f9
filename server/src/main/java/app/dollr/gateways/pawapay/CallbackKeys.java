package app.dollr.gateways.pawapay;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys by which pawaPay signs callbacks, kept for a day. One that is not among them makes us
 * ask again, once a minute at most, for anybody can name a key.
 */
final class CallbackKeys {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackKeys.class);
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PawapayClient client;
  private final Duration betweenQuestions;
  private final Clock clock;
  private Map<String, PublicKey> keys = Map.of();
  private Instant fetched = Instant.MIN;
  private Instant asked = Instant.MIN;

  CallbackKeys(PawapayClient client, PawapayConfig config, Clock clock) {
    this.client = client;
    this.betweenQuestions = config.hastened(BETWEEN_QUESTIONS);
    this.clock = clock;
  }

  /**
   * The key of this id; empty when pawaPay has none.
   *
   * @throws NoAnswer when there is no telling
   */
  synchronized Optional<PublicKey> find(String id) throws NoAnswer {
    var now = clock.instant();
    boolean stale = fetched.isBefore(now.minus(KEPT));
    boolean mayAsk = !asked.isAfter(now.minus(betweenQuestions));
    if (stale || (!keys.containsKey(id) && mayAsk)) {
      refresh(now, stale && !mayAsk);
    }
    return Optional.ofNullable(keys.get(id));
  }

  private void refresh(Instant now, boolean tooSoon) throws NoAnswer {
    if (tooSoon) {
      throw new NoAnswer("the keys were asked for a moment ago");
    }
    asked = now;
    var answer = client.get("/v2/public-key/http", PATIENCE);
    if (answer.status() != 200) {
      throw new NoAnswer("status %d".formatted(answer.status()));
    }
    Map<String, PublicKey> found = new HashMap<>();
    for (var node : answer.body()) {
      var id = node.path("id").asString("");
      read(node.path("key").asString("")).ifPresent(key -> found.put(id, key));
    }
    keys = Map.copyOf(found);
    fetched = now;
  }

  private static Optional<PublicKey> read(String pem) {
    try {
      var text = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "");
      var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(text));
      try {
        return Optional.of(KeyFactory.getInstance("EC").generatePublic(spec));
      } catch (GeneralSecurityException noCurve) {
        return Optional.of(KeyFactory.getInstance("RSA").generatePublic(spec));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      LOG.warn("a key of pawaPay cannot be read", e);
      return Optional.empty();
    }
  }
}
