package app.dollr.cli;

import app.dollr.client.RetryPolicy;
import app.dollr.client.internal.Call;
import app.dollr.client.internal.Connection;
import app.dollr.client.internal.Settings;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/**
 * The operator's calls: {@code /admin/v1} on a listener of its own, with a token of its own. Errors
 * are shaped as the public API's and come as the same exceptions.
 */
final class Admin {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TRY = Duration.ofSeconds(20);
  private static final Duration CALL = Duration.ofSeconds(60);

  private final Transport transport;

  private Admin(Transport transport) {
    this.transport = transport;
  }

  static Admin at(String url, String token, Terminal terminal) {
    var base = Connection.baseUrl(url);
    return new Admin(
        Transport.withToken(
            new Settings(
                base,
                Connection.userAgent("dollr-cli"),
                Connection.http(base, CONNECT),
                TRY,
                CALL,
                RetryPolicy.standard(),
                terminal.clock(),
                terminal.sleeper(),
                () -> ThreadLocalRandom.current().nextLong()),
            token));
  }

  JsonNode createMerchant(Map<String, Object> merchant) {
    return run(Call.create(target("merchants"), merchant, JsonNode.class));
  }

  JsonNode merchants() {
    return run(Call.get(target("merchants"), JsonNode.class));
  }

  JsonNode verifyMerchant(long id) {
    return run(Call.post(target("merchants", id, "verify"), null, JsonNode.class));
  }

  /** How a merchant's pages look: what is given, such as {@code colour} and {@code logo}. */
  JsonNode dress(long id, Map<String, Object> look) {
    return run(Call.post(target("merchants", id, "look"), look, JsonNode.class));
  }

  /**
   * Not sent again once it may have been done: each rotation makes the secret before it useless.
   */
  JsonNode rotateClient(String clientId) {
    return run(Call.create(target("clients", clientId, "rotate"), Map.of(), JsonNode.class));
  }

  JsonNode revokeClient(String clientId) {
    return run(Call.post(target("clients", clientId, "revoke"), null, JsonNode.class));
  }

  JsonNode rotateKeys() {
    return run(Call.create(target("keys", "rotate"), Map.of(), JsonNode.class));
  }

  JsonNode keys() {
    return run(Call.get(target("keys"), JsonNode.class));
  }

  /** A merchant's wallet, made if there is none in that currency. */
  JsonNode wallet(long merchant, String currency) {
    var body = Map.of("currency", currency);
    return run(Call.post(target("merchants", merchant, "wallets"), body, JsonNode.class));
  }

  /** Not sent again once it may have been done: each is more money. */
  JsonNode fund(long merchant, String currency, BigDecimal amount) {
    var body = Map.of("merchant_id", merchant, "currency", currency, "amount", amount);
    return run(Call.create(target("sandbox", "fund"), body, JsonNode.class));
  }

  JsonNode fees() {
    return run(Call.get(target("fees"), JsonNode.class));
  }

  /** One more tier, fee or rate: {@code tiers}, {@code platform}, {@code gateway}, {@code fx}. */
  JsonNode addFee(String schedule, Map<String, Object> row) {
    return run(Call.create(target("fees", schedule), row, JsonNode.class));
  }

  JsonNode assignTier(long merchant, Map<String, Object> assignment) {
    return run(Call.create(target("merchants", merchant, "tier"), assignment, JsonNode.class));
  }

  JsonNode verifyLedger() {
    return run(Call.ask(target("ledger", "verify"), Map.of(), JsonNode.class));
  }

  JsonNode doctor() {
    return run(Call.get(target("doctor"), JsonNode.class));
  }

  JsonNode resolve(String referenceId, String outcome) {
    var body = Map.of("reference_id", referenceId, "outcome", outcome);
    return run(Call.post(target("sandbox", "resolve"), body, JsonNode.class));
  }

  JsonNode faults() {
    return run(Call.get(target("sandbox", "faults"), JsonNode.class));
  }

  JsonNode setFaults(Map<String, Integer> faults) {
    return run(Call.put(target("sandbox", "faults"), faults, JsonNode.class));
  }

  JsonNode exceptions() {
    return run(Call.get(target("exceptions"), JsonNode.class));
  }

  /** Holds a gateway's statement against the books. */
  JsonNode reconcile(String gateway, String name, String content, Optional<String> closing) {
    var named = target("settlements").with("gateway", gateway).with("name", name);
    var target = closing.map(word -> named.with("closing", word)).orElse(named);
    return run(Call.ask(target, content, JsonNode.class));
  }

  JsonNode settlements() {
    return run(Call.get(target("settlements"), JsonNode.class));
  }

  /** Books a line of a statement that nothing explains. */
  JsonNode bookLine(String gateway, String line, String account) {
    var body = Map.of("gateway", gateway, "line_id", line, "account", account);
    return run(Call.post(target("settlements", "book"), body, JsonNode.class));
  }

  JsonNode resolveException(long id, String resolution) {
    var body = Map.of("resolution", resolution);
    return run(Call.post(target("exceptions", id, "resolve"), body, JsonNode.class));
  }

  private JsonNode run(Call<JsonNode> call) {
    return transport.run(call);
  }

  private static Target target(Object... rest) {
    Object[] segments = new Object[rest.length + 2];
    segments[0] = "admin";
    segments[1] = "v1";
    System.arraycopy(rest, 0, segments, 2, rest.length);
    return Target.of(segments);
  }
}
