package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.FeeTier;
import app.dollr.wire.FeeTierRateResponse;
import app.dollr.wire.FeeWithProviderResponse;
import app.dollr.wire.MerchantFeeResponse;
import app.dollr.wire.OperationType;
import app.dollr.wire.OwnerType;
import app.dollr.wire.PaymentMethod;
import java.util.List;

/**
 * What is charged, as schedules that are in force now. What a certain amount costs is told by
 * {@link Predictions#amountAndFees}.
 */
public final class Fees {
  private final Transport transport;

  Fees(Transport transport) {
    this.transport = transport;
  }

  /**
   * What is charged for a method's gateway.
   *
   * @throws NotFoundException when nothing is
   * @throws InvalidRequestException {@code value_error.method.unsupported} when the method does not
   *     do the operation
   */
  public FeeWithProviderResponse gateway(PaymentMethod method, OperationType operation) {
    var target = target("gateway").with("payment_method", method).with("operation_type", operation);
    return transport.run(Call.get(target, FeeWithProviderResponse.class));
  }

  /**
   * What the platform charges merchants of a tier, such as {@code default}.
   *
   * @throws NotFoundException when nothing is
   * @throws InvalidRequestException when there is no such tier
   */
  public FeeTierRateResponse platform(OperationType operation, String tier) {
    var target = target("platform").with("operation_type", operation).with("fee_tier_name", tier);
    return transport.run(Call.get(target, FeeTierRateResponse.class));
  }

  /**
   * The tier that the merchant is in.
   *
   * @throws InvalidRequestException when it is not the caller
   */
  public MerchantFeeResponse merchantTier(long ownerId, OwnerType type) {
    var target = target("merchant-tier").with("owner_type", type).with("owner_id", ownerId);
    return transport.run(Call.get(target, MerchantFeeResponse.class));
  }

  /** All tiers. */
  public List<FeeTier> tiers() {
    return transport.run(Call.list(target("tiers"), FeeTier.class));
  }

  private static Target target(String what) {
    return Target.of("v1", "fees", what);
  }
}
