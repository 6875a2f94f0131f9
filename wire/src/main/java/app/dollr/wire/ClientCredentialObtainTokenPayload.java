package app.dollr.wire;

/** Client credentials to exchange for a token; their text hides the secret. */
public record ClientCredentialObtainTokenPayload(String clientId, String clientSecret) {
  @Override
  public String toString() {
    return "ClientCredentialObtainTokenPayload[clientId=" + clientId + ", clientSecret=***]";
  }
}
