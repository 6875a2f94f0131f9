package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client in a merchant's page, which is of another origin than the server. */
class RealtimeBrowserTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create().atRealTime();
  @RegisterExtension static final Browser BROWSER = Browser.create();

  @ParameterizedTest
  @ValueSource(strings = {"supabase-js-newest", "supabase-js-2-49"})
  void aPayersPageSeesThePaymentThrough(String version) throws Exception {
    var flow = new Flow(SERVER.caller(SERVER.newMerchant()));
    long session = flow.session(flow.published());
    var reference = UUID.randomUUID();
    var body =
        Map.of(
            "session_id", session, "source_type", "INVOICE", "reference_id", reference.toString());
    var key =
        flow.caller()
            .post("/v1/realtime-keys/collection", body)
            .ok()
            .get("access_token")
            .stringValue();
    var shop = shop(version, page(session, reference, key));
    try {
      var window =
          BROWSER
              .phone()
              .go("http://localhost:%d/".formatted(shop.getAddress().getPort()))
              .awaitText("SUBSCRIBED");
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      window.awaitText("COMPLETED");
      assertThat(window.text()).contains("PENDING").contains("PROCESSING");
    } finally {
      shop.stop(0);
    }
  }

  private static String page(long session, UUID reference, String key) {
    return """
    <!doctype html><html lang="en"><head><title>Shop</title>
    <link rel="icon" href="data:,"></head><body><main><h1>Your payment</h1>
    <ul id="seen"></ul></main><script src="/supabase.js"></script><script>
    const say = (text) => {
      const line = document.createElement('li');
      line.textContent = text;
      document.getElementById('seen').append(line);
    };
    const client = supabase.createClient('%s', '%s', {
      auth: { autoRefreshToken: false, persistSession: false },
      accessToken: async () => '%s',
    });
    client.realtime.setAuth('%s');
    client
      .channel('payment-intent:%d:%s')
      .on('postgres_changes', {
        event: '*', schema: 'public', table: 'checkout_payment_intent_public_status',
        filter: 'reference_id=eq.%s',
      }, (payload) => say(payload.new.status))
      .subscribe((status) => say(status));
    </script></body></html>
    """
        .formatted(
            SERVER.baseUrl(),
            SERVER.sandboxValue("SUPABASE_ANON_KEY"),
            key,
            key,
            session,
            reference,
            reference);
  }

  private static HttpServer shop(String version, String page) throws IOException {
    var client =
        OfficialClient.npm().resolve("node_modules/%s/dist/umd/supabase.js".formatted(version));
    var shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve(shop, "/", "text/html", page.getBytes(StandardCharsets.UTF_8));
    serve(shop, "/supabase.js", "text/javascript", Files.readAllBytes(client));
    shop.start();
    return shop;
  }

  private static void serve(HttpServer shop, String path, String type, byte[] body) {
    shop.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
