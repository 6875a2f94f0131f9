package app.dollr.gateways;

import app.dollr.platform.secrets.Hashes;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The key of one instruction at a gateway, where all merchants share one account.
 *
 * @param value a version-4 UUID
 */
public record GatewayKey(UUID value) {
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_4 = 0x0000_0000_0000_4000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long IETF_VARIANT = 0x8000_0000_0000_0000L;

  /**
   * The key of a merchant's reference. Two merchants may choose the same reference, so it is hashed
   * with whose and what it is; the same three always make the same key.
   */
  public static GatewayKey of(MerchantId merchant, OperationType operation, ReferenceId reference) {
    var hash = Hashes.sha256("%s/%s/%s".formatted(merchant, operation, reference));
    var bits = ByteBuffer.wrap(hash);
    long high = (bits.getLong() & VERSION_MASK) | VERSION_4;
    long low = (bits.getLong() & VARIANT_MASK) | IETF_VARIANT;
    return new GatewayKey(new UUID(high, low));
  }
}
