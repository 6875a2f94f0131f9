package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A counterparty: how a party stands to the merchant. */
public record CounterPartyResponse(
    long id,
    OwnerType ownerPartyType,
    long ownerPartyId,
    RelationshipType relationshipType,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Long partyId) {}
