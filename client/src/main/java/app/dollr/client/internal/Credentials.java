package app.dollr.client.internal;

/** Who the client is, and what proves it; its text hides the proof. */
public record Credentials(String clientId, String clientSecret) {
  @Override
  public String toString() {
    return "Credentials[" + clientId + "]";
  }
}
