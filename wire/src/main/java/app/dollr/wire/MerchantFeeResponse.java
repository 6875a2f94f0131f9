package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fee tier of a merchant; id 0 stands for the default tier that nobody assigned. */
public record MerchantFeeResponse(
    long id,
    OwnerType ownerType,
    long ownerId,
    Instant assignedAt,
    @Nullable String assignedBy,
    @Nullable FeeTier tier) {}
