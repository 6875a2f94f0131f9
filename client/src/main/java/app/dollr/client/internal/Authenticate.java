package app.dollr.client.internal;

import app.dollr.client.AuthenticationException;
import app.dollr.client.DollrException;

/** Puts the token on the call; when the server no longer takes it, gets a fresh one, once. */
final class Authenticate implements Step {
  private final Tokens tokens;
  private final Step next;

  Authenticate(Tokens tokens, Step next) {
    this.tokens = tokens;
    this.next = next;
  }

  @Override
  public <T> T run(Call<T> call, Trip trip) {
    var taken = tokens.take(trip);
    try {
      return next.run(call, trip.with(taken.text()));
    } catch (AuthenticationException refused) {
      if (!taken.cached()) {
        throw refused;
      }
      tokens.discard(taken);
      return next.run(call, trip.after(refused.outcomeUnknown()).with(fresh(trip, refused)));
    }
  }

  /** A token for the repeat; without one the refusal stands if it knows more than its cause. */
  private String fresh(Trip trip, AuthenticationException refused) {
    try {
      return tokens.take(trip).text();
    } catch (DollrException noToken) {
      if (!refused.outcomeUnknown()) {
        throw noToken;
      }
      refused.addSuppressed(noToken);
      throw refused;
    }
  }
}
