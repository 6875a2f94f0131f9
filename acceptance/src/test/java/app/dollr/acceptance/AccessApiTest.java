package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.TestServer.Merchant;
import app.dollr.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Credentials and tokens: how they are had, how long they are good, and how they are taken away.
 */
class AccessApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final String TOKEN = "/v1/jwt/client/obtain/token";
  private static final String WRONG = "Could not validate credentials";
  private static final String LIST = "/v1/parties/list";

  @BeforeEach
  void beginANewMinute() {
    SERVER.clock().advance(Duration.ofMinutes(2));
  }

  @Test
  void aTokenIsGoodForItsMinutes() {
    var answer = obtain(SERVER.merchant(), SERVER.merchant().clientSecret());
    assertThat(answer.ok().get("expires_in").intValue()).isEqualTo(60);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    var caller = SERVER.anonymous().with(answer.json().get("access_token").stringValue());
    SERVER.clock().advance(Duration.ofMinutes(60).minusSeconds(1));
    caller.get(LIST).ok();
    SERVER.clock().advance(Duration.ofSeconds(1));
    isUnauthenticated(caller.get(LIST), WRONG);
  }

  @Test
  void withoutATokenNothingIsServed() {
    isUnauthenticated(SERVER.anonymous().get(LIST), "Not authenticated");
  }

  @Test
  void aTokenThatIsNotOursIsRefused() {
    var parts = token(SERVER.merchant()).split("\\.", -1);
    var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var others = encoded(claims.replace("\"mid\":1", "\"mid\":2"));
    var unsigned = encoded("{\"alg\":\"none\"}");
    for (var forged :
        new String[] {
          "nonsense",
          "a.b.c",
          parts[0] + "." + others + "." + parts[2],
          parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A",
          unsigned + "." + parts[1] + ".",
          unsigned + "." + parts[1] + "." + parts[2],
          "x".repeat(5000)
        }) {
      isUnauthenticated(SERVER.anonymous().with(forged).get(LIST), WRONG);
    }
  }

  @Test
  void tokensOutliveTheRotationOfTheKey() {
    var before = token(SERVER.merchant());
    SERVER.clock().advance(Duration.ofSeconds(5));
    var made = SERVER.admin().post("/admin/v1/keys/rotate", Map.of()).ok();
    var after = token(SERVER.merchant());
    assertThat(keyId(after))
        .isEqualTo(made.get("key_id").stringValue())
        .isNotEqualTo(keyId(before));
    SERVER.anonymous().with(before).get(LIST).ok();
    SERVER.anonymous().with(after).get(LIST).ok();
    var keys = SERVER.admin().get("/admin/v1/keys").ok();
    assertThat(keys.valueStream().filter(key -> key.get("signing").booleanValue()))
        .singleElement()
        .isEqualTo(made);
    assertThat(keys.toString()).doesNotContain("sealed");
  }

  @Test
  void aRevokedClientIsOutAtOnce() {
    var merchant = SERVER.newMerchant();
    var caller = SERVER.caller(merchant);
    caller.get(LIST).ok();
    var path = "/admin/v1/clients/" + merchant.clientId() + "/revoke";
    SERVER.admin().post(path, Map.of()).ok();
    isUnauthenticated(caller.get(LIST), WRONG);
    isUnauthenticated(obtain(merchant, merchant.clientSecret()), WRONG);
    assertThat(SERVER.admin().post(path, Map.of()).status()).isEqualTo(200);
    assertThat(SERVER.admin().post("/admin/v1/clients/nobody/revoke", Map.of()).status())
        .isEqualTo(404);
  }

  @Test
  void aNewSecretEndsTheOldOneAndItsTokens() {
    var merchant = SERVER.newMerchant();
    var caller = SERVER.caller(merchant);
    var changed =
        SERVER.admin().post("/admin/v1/clients/" + merchant.clientId() + "/rotate", Map.of()).ok();
    isUnauthenticated(caller.get(LIST), WRONG);
    isUnauthenticated(obtain(merchant, merchant.clientSecret()), WRONG);
    obtain(merchant, changed.get("client_secret").stringValue()).ok();
  }

  @Test
  void failedAttemptsAreLimitedByClientAndSuccessesAreNot() {
    var merchant = SERVER.newMerchant();
    for (int i = 0; i < 10; i++) {
      isUnauthenticated(obtain(merchant, "wrong"), WRONG);
    }
    var limited = obtain(merchant, "wrong");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).isPresent();
    assertThat(limited.header("RateLimit-Limit")).contains("10");
    obtain(merchant, merchant.clientSecret()).ok();
    SERVER.clock().advance(Duration.ofMinutes(1));
    isUnauthenticated(obtain(merchant, "wrong"), WRONG);
  }

  @Test
  void failedAttemptsAreLimitedByAddress() {
    for (int i = 0; i < 100; i++) {
      isUnauthenticated(obtain("guess_" + i, "wrong"), WRONG);
    }
    assertThat(obtain("guess_100", "wrong").status()).isEqualTo(429);
    obtain(SERVER.merchant(), SERVER.merchant().clientSecret()).ok();
  }

  @Test
  void theOperatorsPortWantsTheOperatorsToken() {
    var admin = SERVER.admin();
    for (var path : new String[] {"/admin/v1/merchants", "/admin/v1/keys"}) {
      assertThat(admin.with(token(SERVER.merchant())).get(path).status()).as(path).isEqualTo(401);
      assertThat(admin.with("").get(path).status()).as(path).isEqualTo(401);
      assertThat(SERVER.caller().get(path).status()).as(path).isEqualTo(404);
    }
  }

  private static Reply obtain(Merchant merchant, String secret) {
    return obtain(merchant.clientId(), secret);
  }

  private static Reply obtain(String client, String secret) {
    return SERVER.anonymous().post(TOKEN, Map.of("client_id", client, "client_secret", secret));
  }

  private static String token(Merchant merchant) {
    return obtain(merchant, merchant.clientSecret()).ok().get("access_token").stringValue();
  }

  private static String keyId(String token) {
    var header = Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]);
    return Json.mapper().readTree(header).get("kid").stringValue();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void isUnauthenticated(Reply reply, String detail) {
    reply.isError(401, detail);
    assertThat(reply.header("WWW-Authenticate")).contains("Bearer");
  }
}
