package app.dollr.client.internal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What changes while a call is under way.
 *
 * @param requestId one id over all tries, so that the server's log shows them together
 * @param deadline when the caller wants to hear of it at the latest
 * @param token the bearer token, once there is one
 * @param mayBeDone whether an earlier try may have been carried out
 */
record Trip(String requestId, Instant deadline, @Nullable String token, boolean mayBeDone) {
  static Trip until(Instant deadline) {
    return new Trip(UUID.randomUUID().toString(), deadline, null, false);
  }

  Trip with(String newToken) {
    return new Trip(requestId, deadline, newToken, mayBeDone);
  }

  /** The next try, after one of which it is said whether it may have been carried out. */
  Trip after(boolean tryMayBeDone) {
    return new Trip(requestId, deadline, token, mayBeDone || tryMayBeDone);
  }

  @Override
  public String toString() {
    return "Trip[" + requestId + " until " + deadline + "]";
  }
}
