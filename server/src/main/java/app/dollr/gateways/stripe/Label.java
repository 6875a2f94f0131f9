package app.dollr.gateways.stripe;

import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instruction;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an object at Stripe is kept for, written into its metadata. */
record Label(MerchantId merchant, ReferenceId reference, OperationType operation) {
  /** The name under which an instruction's key stands, and is searched for. */
  static final String KEY = "dollr_key";

  private static final String MERCHANT = "dollr_merchant";
  private static final String REFERENCE = "reference_id";
  private static final String OPERATION = "dollr_operation";

  static Label of(Instruction instruction) {
    return new Label(instruction.merchant(), instruction.reference(), instruction.operation());
  }

  GatewayKey key() {
    return GatewayKey.of(merchant, operation, reference);
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(REFERENCE, reference.toString());
    metadata.put(MERCHANT, String.valueOf(merchant.value()));
    metadata.put(OPERATION, operation.name());
    metadata.put(KEY, key().value().toString());
    return metadata;
  }

  /** The label of an object; empty when it is not of our making, or not whole. */
  static Optional<Label> of(Map<String, String> metadata) {
    try {
      var label =
          new Label(
              new MerchantId(Long.parseLong(metadata.getOrDefault(MERCHANT, ""))),
              new ReferenceId(UUID.fromString(metadata.getOrDefault(REFERENCE, ""))),
              OperationType.valueOf(metadata.getOrDefault(OPERATION, "")));
      boolean whole = label.key().value().toString().equals(metadata.get(KEY));
      return whole ? Optional.of(label) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
