package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollectionApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  @Test
  void anInvoiceIsCollectedEndToEnd() {
    var flow = new Flow(SERVER.caller());
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.PAYS);
    assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");
    SERVER.runDue();
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("PROCESSING");
    SERVER.settle();
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }
}
