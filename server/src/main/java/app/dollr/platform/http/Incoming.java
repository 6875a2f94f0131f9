package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The body of a request while it comes in: no larger, and no slower, than is waited for. */
final class Incoming {
  private static final int CHUNK_BYTES = 8192;
  private static final int DISCARDED_CHUNK_BYTES = 1024;

  private final Context context;
  private final Clock clock;
  private final Instant began;
  private long arrived;

  Incoming(Context context, Clock clock) {
    this.context = context;
    this.clock = clock;
    this.began = clock.instant();
  }

  /**
   * All of it.
   *
   * @throws Refused with BODY_TOO_LARGE or BODY_TOO_SLOW
   */
  byte[] bytes() {
    return bytes(HttpLimits.BODY_BYTES);
  }

  /** As {@link #bytes()}, with another limit. */
  byte[] bytes(int most) {
    int said = context.req().getContentLength();
    int expected = said < 0 ? CHUNK_BYTES : Math.min(said + 1, CHUNK_BYTES);
    var bytes = new ByteArrayOutputStream(expected);
    var chunk = new byte[expected];
    try {
      for (int count = read(chunk); count >= 0; count = read(chunk)) {
        bytes.write(chunk, 0, count);
        if (bytes.size() > most) {
          throw Refused.of(ErrorCode.BODY_TOO_LARGE);
        }
        if (isTooSlow()) {
          throw Refused.of(ErrorCode.BODY_TOO_SLOW);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw Refused.of(ErrorCode.BODY_TOO_SLOW);
    }
  }

  /**
   * Reads what a refused request still has to say, as far as it is waited for: a caller who is cut
   * off while he sends a body sees a broken connection and not the answer.
   */
  void discardRest() throws IOException {
    if (context.req().getInputStream().isFinished()) {
      return;
    }
    var chunk = new byte[DISCARDED_CHUNK_BYTES];
    long most = arrived + HttpLimits.DISCARDED_BYTES;
    while (arrived < most && !isTooSlow() && read(chunk) >= 0) {
      // Forgotten.
    }
  }

  private int read(byte[] chunk) throws IOException {
    int count = context.req().getInputStream().read(chunk);
    arrived += Math.max(count, 0);
    return count;
  }

  private boolean isTooSlow() {
    var allowed = HttpLimits.BODY.plusSeconds(arrived / HttpLimits.LEAST_BYTES_PER_SECOND);
    return Duration.between(began, clock.instant()).compareTo(allowed) > 0;
  }
}
