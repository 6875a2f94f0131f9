package app.dollr.platform.http;

import java.util.Optional;

/** What decides, by the {@code Authorization} header, who may pass. */
public interface Gatekeeper {
  /**
   * Who is calling; empty where callers have no names (the operator's listener).
   *
   * @throws app.dollr.platform.errors.Refused with NOT_AUTHENTICATED or INVALID_CREDENTIALS
   */
  Optional<Caller> admit(Optional<String> authorization);
}
