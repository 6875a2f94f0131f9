package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The limits on how fast a client may call, and how often credentials may be tried. */
class LimitsApiTest {
  @RegisterExtension
  static final TestServer SERVER =
      TestServer.create().with("DOLLR_RATE_LIMIT", "2").with("DOLLR_RATE_BURST", "5");

  private static final String TOKEN = "/v1/jwt/client/obtain/token";

  @BeforeEach
  void beginAtAFullMinute() {
    long second = SERVER.clock().instant().getEpochSecond();
    SERVER.clock().advance(Duration.ofSeconds(60 - second % 60));
  }

  @Test
  void aClientThatComesTooFastWaits() {
    var caller = SERVER.caller(SERVER.newMerchant());
    for (int i = 0; i < 5; i++) {
      caller.get("/v1/fees/tiers").ok();
    }
    isLimited(caller.get("/v1/fees/tiers"), "5", 1);
    SERVER.caller(SERVER.newMerchant()).get("/v1/fees/tiers").ok();
    SERVER.clock().advance(Duration.ofMillis(500));
    caller.get("/v1/fees/tiers").ok();
    isLimited(caller.get("/v1/fees/tiers"), "5", 1);
    SERVER.clock().advance(Duration.ofSeconds(10));
    for (int i = 0; i < 5; i++) {
      caller.get("/v1/fees/tiers").ok();
    }
  }

  @Test
  void theLimitComesBeforeAllElseOnEveryOperation() {
    var caller = SERVER.caller(SERVER.newMerchant());
    for (int i = 0; i < 5; i++) {
      caller.get("/v1/fees/tiers").ok();
    }
    for (var route : SERVER.app().routes()) {
      var operation = Contract.whole().find(route.name());
      if (operation.filter(Operation::secured).isPresent()) {
        isLimited(WireRequest.example(operation.get()).send(caller, "{"), "5", 1);
      }
    }
    assertThat(Contract.whole().operations()).filteredOn(Operation::secured).isNotEmpty();
  }

  @Test
  void tenFailedTokenCallsWithOneClientIdAreEnough() {
    var merchant = SERVER.newMerchant();
    for (int i = 0; i < 10; i++) {
      obtain(merchant.clientId(), "wrong").isError(401, "Could not validate credentials");
    }
    SERVER.clock().advance(Duration.ofSeconds(15));
    isLimited(obtain(merchant.clientId(), "wrong"), "10", 45);
    obtain("somebody else", "wrong").isError(401, "Could not validate credentials");
    obtain(merchant.clientId(), merchant.clientSecret()).ok();
    SERVER.clock().advance(Duration.ofSeconds(45));
    obtain(merchant.clientId(), "wrong").isError(401, "Could not validate credentials");
  }

  @Test
  void aHundredFailedTokenCallsFromOneAddressAreEnough() {
    var merchant = SERVER.newMerchant();
    for (int i = 0; i < 100; i++) {
      obtain("client-" + i, "wrong").isError(401, "Could not validate credentials");
    }
    isLimited(obtain("client-101", "wrong"), "100", 60);
    obtain(merchant.clientId(), merchant.clientSecret()).ok();
  }

  @Test
  void tokenCallsThatSucceedAreNotCounted() {
    var merchant = SERVER.newMerchant();
    for (int i = 0; i < 150; i++) {
      obtain(merchant.clientId(), merchant.clientSecret()).ok();
    }
    obtain(merchant.clientId(), "wrong").isError(401, "Could not validate credentials");
  }

  private static Reply obtain(String client, String secret) {
    return SERVER.anonymous().post(TOKEN, Map.of("client_id", client, "client_secret", secret));
  }

  private static void isLimited(Reply reply, String limit, long seconds) {
    reply.isError(429, "Too many requests");
    assertThat(reply.header("Retry-After")).contains(Long.toString(seconds));
    assertThat(reply.header("RateLimit-Limit")).contains(limit);
    assertThat(reply.header("RateLimit-Remaining")).contains("0");
    assertThat(reply.header("RateLimit-Reset")).contains(Long.toString(seconds));
  }
}
