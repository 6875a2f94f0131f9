package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand callbacks that nobody should believe: none moves money, and none is a 500. */
class HostileCallbacksApiTest {
  private static final int CALLBACKS = 10_000;
  private static final int AT_ONCE = 16;
  private static final long SEED = 20_261_126;

  @RegisterExtension static final TestServer SERVER = TestServer.simulated();

  @RegisterExtension static final Pawapay PAWAPAY = Pawapay.of(SERVER);

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  /** One callback, as it is sent. */
  private record Sent(String kind, String body, Map<String, String> headers) {}

  @Test
  void noneMovesMoneyAndNoneIsAFiveHundred() throws Exception {
    var money = MoneyFlow.of(SERVER, SERVER.newMerchant());
    var waiting = collect(money, "250783456129");
    var failed = collect(money, "250783456039");
    PAWAPAY.settle();
    var stale = bodyOf(waiting, "COMPLETED");
    var staleHeaders = PAWAPAY.simulator().signed(stale);
    SERVER.clock().advance(Duration.ofMinutes(11));
    SERVER.runDue();
    long before = SERVER.fingerprint();

    List<Sent> callbacks = new ArrayList<>();
    for (int i = 0; i < CALLBACKS; i++) {
      callbacks.add(hostile(i, waiting, failed, new Sent("replayed", stale, staleHeaders)));
    }
    var statuses = send(callbacks);

    assertThat(SERVER.fingerprint()).isEqualTo(before);
    assertThat(money.status("collection", waiting).get("status").stringValue())
        .isEqualTo("PROCESSING");
    assertThat(money.status("collection", failed).get("status").stringValue()).isEqualTo("FAILED");
    assertThat(statuses.keySet()).allMatch(kind -> !kind.endsWith(" 500"));
    assertThat(statuses.keySet())
        .as("what is signed is heard, and is about nothing; all else is refused")
        .containsExactlyInAnyOrder(
            "forged 400",
            "replayed 400",
            "altered 400",
            "truncated 400",
            "unsigned 400",
            "garbled 400",
            "unknown 200",
            "nonsense 200",
            "nonsense 422",
            "strange 200");
  }

  /** Each kind in turn, with what is at random in it. */
  private Sent hostile(int i, UUID waiting, UUID failed, Sent stale) {
    var genuine = bodyOf(i % 2 == 0 ? waiting : failed, i % 3 == 0 ? "FAILED" : "COMPLETED");
    var headers = PAWAPAY.simulator().signed(genuine);
    return switch (i % 9) {
      case 0 -> new Sent("forged", genuine, forged(headers));
      case 1 -> stale;
      case 2 -> new Sent("altered", changed(genuine), headers);
      case 3 ->
          new Sent("truncated", genuine.substring(0, random.nextInt(genuine.length())), headers);
      case 4 -> new Sent("unsigned", genuine, Map.of("Content-Type", "application/json"));
      case 5 -> new Sent("garbled", genuine, garbled(headers));
      case 6 ->
          signed("unknown", genuine.replaceFirst("[0-9a-f-]{36}", UUID.randomUUID().toString()));
      case 7 -> signed("nonsense", nonsense());
      default -> signed("strange", strange(genuine));
    };
  }

  private static Sent signed(String kind, String body) {
    return new Sent(kind, body, PAWAPAY.simulator().signed(body));
  }

  /** The same, signed by somebody with another key under pawaPay's name. */
  private Map<String, String> forged(Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    var bytes = new byte[64];
    random.nextBytes(bytes);
    all.put("Signature", "sig-pp=:" + Base64.getEncoder().encodeToString(bytes) + ":");
    return all;
  }

  private Map<String, String> garbled(Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    var names = List.of("Signature", "Signature-Input", "Content-Digest", "Signature-Date");
    var name = names.get(random.nextInt(names.size()));
    all.computeIfPresent(name, (known, value) -> changed(value));
    return all;
  }

  /** A text in which one character is another. */
  private String changed(String text) {
    int at = random.nextInt(text.length());
    char other = (char) ('!' + random.nextInt('~' - '!'));
    return text.charAt(at) == other
        ? changed(text)
        : text.substring(0, at) + other + text.substring(at + 1);
  }

  /** What is signed, and says nothing that can be read. */
  private String nonsense() {
    return switch (random.nextInt(6)) {
      case 0 -> "[]";
      case 1 -> "{\"depositId\":\"%s\"}".formatted("9".repeat(random.nextInt(400)));
      case 2 -> "{\"depositId\":{\"a\":[1,2]}}";
      case 3 -> "{".repeat(1 + random.nextInt(50));
      case 4 -> "null";
      default -> "{\"status\":\"COMPLETED\",\"amount\":1e9}";
    };
  }

  /** What is signed, about a payment of ours, and says nothing that moves it. */
  private String strange(String genuine) {
    return switch (random.nextInt(4)) {
      case 0 -> genuine.replaceFirst("\"status\":\"[A-Z]+\"", "\"status\":\"PROCESSING\"");
      case 1 ->
          genuine
              .replaceFirst("\"amount\":\"[0-9]+\"", "\"amount\":\"1e9\"")
              .replace("FAILED", "COMPLETED");
      case 2 -> genuine.replaceFirst("depositId", "payoutId");
      default ->
          genuine
              .replaceFirst("\"currency\":\"RWF\"", "\"currency\":\"ZZZ\"")
              .replace("FAILED", "COMPLETED");
    };
  }

  /** How often each kind was answered with each status. */
  private static Map<String, Long> send(List<Sent> callbacks) throws Exception {
    Map<String, Long> statuses = new TreeMap<>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<String>> calls = new ArrayList<>();
      for (var sent : callbacks) {
        calls.add(() -> sent.kind() + " " + PAWAPAY.call(sent.body(), sent.headers()).status());
      }
      for (var answered : threads.invokeAll(calls)) {
        statuses.merge(answered.get(), 1L, Long::sum);
      }
    }
    return statuses;
  }

  private static UUID collect(MoneyFlow money, String phone) {
    var reference = UUID.randomUUID();
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    money.collect(session, money.account("MTN_MOMO_RWA", phone), "RWF", reference).ok();
    return reference;
  }

  private static String bodyOf(UUID reference, String status) {
    return Pawapay.callback(PAWAPAY.entry(reference), status);
  }
}
