package app.dollr.platform.http;

import java.util.function.Supplier;

/** What makes a call that names itself by a key happen once. */
public interface Replays {
  /**
   * The answer to a call: made by {@code work} the first time, and the same again later.
   *
   * @param key what the caller calls it
   * @param request what tells it from another call under the same key
   * @throws app.dollr.platform.errors.Refused with IDEMPOTENCY_KEY_REUSED for another call, and
   *     whatever the work refuses with, which then does not use the key up
   */
  Answer once(Caller caller, String key, byte[] request, Supplier<Answer> work);
}
