package app.dollr.parties;

import app.dollr.values.CounterpartyId;
import app.dollr.wire.RelationshipType;
import java.time.Instant;
import java.util.Optional;

/** How a party stands to its merchant. */
public record Counterparty(
    CounterpartyId id,
    RelationshipType relationship,
    Optional<Party> party,
    Instant createdAt,
    Instant updatedAt) {}
