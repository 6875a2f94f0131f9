package app.dollr.wire;

/**
 * A bearer token; its text shows the lifetime alone.
 *
 * @param accessToken what goes after {@code Authorization: Bearer}
 * @param expiresIn lifetime in <b>minutes</b>, from the moment it was issued
 */
public record ObtainTokenResponse(String accessToken, int expiresIn) {
  @Override
  public String toString() {
    return "ObtainTokenResponse[accessToken=***, expiresIn=" + expiresIn + "]";
  }
}
