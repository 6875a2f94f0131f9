package app.dollr.gateways.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.gateways.GatewayKey;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {
  private static final Label LABEL =
      new Label(
          new MerchantId(7),
          new ReferenceId(UUID.fromString("0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff")),
          OperationType.REFUND);

  @Test
  void isReadAsItWasWritten() {
    assertThat(Label.of(LABEL.metadata())).contains(LABEL);
    assertThat(LABEL.metadata())
        .containsEntry("reference_id", "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff")
        .containsEntry(
            "dollr_key",
            GatewayKey.of(LABEL.merchant(), LABEL.operation(), LABEL.reference())
                .value()
                .toString());
  }

  @ParameterizedTest
  @CsvSource({
    "dollr_merchant, 8",
    "dollr_merchant, x",
    "dollr_operation, COLLECTION",
    "dollr_operation, LOAN",
    "reference_id, 1f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff",
    "reference_id, none",
    "dollr_key, 0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff",
  })
  void isNobodysWhenAnythingDoesNotFit(String name, String value) {
    Map<String, String> metadata = new HashMap<>(LABEL.metadata());
    metadata.put(name, value);
    assertThat(Label.of(metadata)).isEmpty();
    metadata.remove(name);
    assertThat(Label.of(metadata)).isEmpty();
  }
}
