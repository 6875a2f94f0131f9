package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The pay page where real money moves: Stripe's script, frames and calls are let in, nothing of the
 * sandbox is left, and without a gateway it says so.
 */
class LivePageBrowserTest {
  @RegisterExtension
  static final TestServer SERVER =
      TestServer.live().with("DOLLR_STRIPE_PUBLISHABLE_KEY", "pk_live_of_the_tests");

  @RegisterExtension static final Browser BROWSER = Browser.create();

  private String path;

  @BeforeEach
  void createCheckout() {
    var body = Hosted.body();
    body.put("success_url", "https://shop.example.com/thanks");
    var url = new Hosted(SERVER.caller(SERVER.newMerchant())).create(body).get("url");
    assertThat(url.stringValue()).startsWith("https://pay.example.com/pay/");
    path = URI.create(url.stringValue()).getPath();
  }

  @Test
  void thePageLetsStripeInAndNobodyElse() {
    var page = SERVER.anonymous().get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .isEqualTo(
            "default-src 'none'; script-src 'self' https://js.stripe.com https://*.js.stripe.com;"
                + " style-src 'self'; img-src 'self'; connect-src 'self' https://api.stripe.com;"
                + " frame-src https://js.stripe.com https://*.js.stripe.com"
                + " https://hooks.stripe.com; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'");
    assertThat(page.text()).doesNotContain("/sandbox", "Test mode", "pk_sandbox");
  }

  @Test
  void itIsAPageLikeAnyOther() {
    var window = BROWSER.phone().go(SERVER.app().localUrl() + path);
    window.awaitText("US$250.00").isAccessible().screenshot("live");
    assertThat(window.text()).doesNotContain("Test mode", "567 pay");
  }
}
