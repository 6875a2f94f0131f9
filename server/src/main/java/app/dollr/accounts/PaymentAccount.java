package app.dollr.accounts;

import app.dollr.values.CountryCode;
import app.dollr.values.PartyId;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a party pays from or is paid to.
 *
 * @param operation what it may be used for
 * @param provider as the merchant named it
 * @param phone of the wallet, for mobile money
 * @param card that pays, where that was said
 * @param usedAt when it was executed: an account of a card serves once
 */
public record PaymentAccount(
    PaymentAccountId id,
    PartyId party,
    OperationType operation,
    String name,
    Provider provider,
    PaymentMethod method,
    Optional<CountryCode> country,
    Optional<PhoneNumber> phone,
    Optional<PaymentMethodId> card,
    boolean active,
    Optional<Instant> usedAt,
    Instant createdAt,
    Instant updatedAt) {}
