package app.dollr.wire;

/** A bearer token. */
public record ObtainTokenResponse(String accessToken, int expiresIn) {}
