package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A counterparty with its party. */
public record CounterPartyWithPartyResponse(
    long id,
    OwnerType ownerPartyType,
    long ownerPartyId,
    RelationshipType relationshipType,
    Instant createdAt,
    Instant updatedAt,
    @Nullable PartyResponse party) {}
