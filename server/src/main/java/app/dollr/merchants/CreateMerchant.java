package app.dollr.merchants;

import app.dollr.values.PhoneNumber;
import app.dollr.wire.MerchantType;
import java.util.Optional;

/** The wish to have a new merchant. */
public record CreateMerchant(
    String name,
    MerchantType type,
    Optional<String> email,
    Optional<PhoneNumber> phone,
    boolean verified) {}
