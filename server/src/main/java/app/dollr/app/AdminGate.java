package app.dollr.app;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Caller;
import app.dollr.platform.http.Gatekeeper;
import app.dollr.values.Secret;
import java.util.Optional;

/** The operator's gate: one token opens it. */
final class AdminGate implements Gatekeeper {
  private static final String BEARER = "Bearer ";

  private final Secret token;

  AdminGate(Secret token) {
    this.token = token;
  }

  @Override
  public Optional<Caller> admit(Optional<String> authorization) {
    if (authorization.isEmpty()) {
      throw Refused.of(ErrorCode.NOT_AUTHENTICATED);
    }
    if (!Secret.of(authorization.get()).equals(Secret.of(BEARER + token.reveal()))) {
      throw Refused.of(ErrorCode.INVALID_CREDENTIALS);
    }
    return Optional.empty();
  }
}
