package app.dollr.wire;

/** Client credentials to exchange for a token. */
public record ClientCredentialObtainTokenPayload(String clientId, String clientSecret) {}
