package app.dollr.access;

import java.time.Instant;

/**
 * A key that signs tokens, as the operator sees it.
 *
 * @param signing whether new tokens are signed with it; the others only verify
 */
public record SigningKey(String keyId, Instant createdAt, boolean signing) {}
