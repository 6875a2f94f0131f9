package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** Changes to a counterparty; null leaves a field as it is. */
public record UpdateCounterPartyPayload(
    @Nullable RelationshipType relationshipType, @Nullable Long partyId) {}
