package app.dollr.platform.http;

import java.io.IOException;
import java.io.OutputStream;

/** What writes a body bit by bit. */
@FunctionalInterface
public interface BodyWriter {
  /**
   * Writes until there is nothing more to say.
   *
   * @throws IOException when nobody listens any more
   */
  void writeTo(OutputStream stream) throws IOException;
}
