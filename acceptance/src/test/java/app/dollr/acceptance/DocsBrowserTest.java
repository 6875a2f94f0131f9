package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocsBrowserTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();
  @RegisterExtension static final Browser BROWSER = Browser.create();

  @Test
  void theContractCanBeReadInABrowser() {
    var window = BROWSER.desktop().go(SERVER.baseUrl() + "/docs");
    window.awaitText("Create an invoice").screenshot("docs");
    assertThat(window.page().title()).contains("Dollr");
  }
}
