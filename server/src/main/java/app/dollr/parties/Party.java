package app.dollr.parties;

import app.dollr.values.CountryCode;
import app.dollr.values.PartyId;
import app.dollr.values.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/** A person or business a merchant deals with. */
public record Party(
    PartyId id,
    String fullname,
    PhoneNumber phone,
    Optional<String> email,
    Optional<CountryCode> country,
    Instant createdAt,
    Instant updatedAt) {}
