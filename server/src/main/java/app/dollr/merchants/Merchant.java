package app.dollr.merchants;

import app.dollr.values.MerchantId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.MerchantType;
import app.dollr.wire.OwnerType;
import java.time.Instant;
import java.util.Optional;

/**
 * A merchant.
 *
 * @param verified whether the operator knows who it is; only then may it pay out
 */
public record Merchant(
    MerchantId id,
    String name,
    MerchantType type,
    Optional<String> email,
    Optional<PhoneNumber> phone,
    boolean verified,
    Instant createdAt) {

  /** What it is as the owner of documents and counterparties. */
  public OwnerType ownerType() {
    return switch (type) {
      case MICRO_ORGANIZATION -> OwnerType.MICRO_ORGANIZATION;
      case ORGANIZATION -> OwnerType.ORGANIZATION;
    };
  }
}
