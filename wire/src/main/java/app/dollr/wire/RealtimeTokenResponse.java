package app.dollr.wire;

/**
 * A key for the news of one payment; its text hides it.
 *
 * @param expiresIn in seconds
 */
public record RealtimeTokenResponse(String accessToken, int expiresIn) {
  @Override
  public String toString() {
    return "RealtimeTokenResponse[expiresIn=%d]".formatted(expiresIn);
  }
}
