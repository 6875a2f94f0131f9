package app.dollr.parties;

import app.dollr.values.CountryCode;
import app.dollr.values.PhoneNumber;
import java.util.Optional;

/** The wish to have a new party. */
public record CreateParty(
    String fullname, PhoneNumber phone, Optional<String> email, Optional<CountryCode> country) {}
