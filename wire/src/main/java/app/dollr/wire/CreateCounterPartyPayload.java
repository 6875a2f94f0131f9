package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** A counterparty to create. */
public record CreateCounterPartyPayload(
    RelationshipType relationshipType, @Nullable Long partyId) {}
