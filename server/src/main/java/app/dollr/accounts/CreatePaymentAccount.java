package app.dollr.accounts;

import app.dollr.values.CountryCode;
import app.dollr.values.PartyId;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.util.Optional;

/** The wish to register a payment account. */
public record CreatePaymentAccount(
    PartyId party,
    OperationType operation,
    String name,
    Provider provider,
    PaymentMethod method,
    Optional<CountryCode> country,
    Optional<PhoneNumber> phone,
    Optional<PaymentMethodId> card) {}
