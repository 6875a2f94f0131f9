package app.dollr.platform.embedded;

/**
 * How an embedded PostgreSQL is to run.
 *
 * @param durable a commit survives a crash of program, PostgreSQL and machine; when false, only
 *     speed counts and a crash of the machine may destroy the whole database
 * @param maxConnections how many may be open at once, 3 of them kept for the superuser
 * @param sharedBuffersMegabytes PostgreSQL's page cache
 */
public record EmbeddedSettings(boolean durable, int maxConnections, int sharedBuffersMegabytes) {

  public EmbeddedSettings {
    if (maxConnections < 10) {
      throw new IllegalArgumentException(
          "maxConnections is %d, at least 10 are needed".formatted(maxConnections));
    }
    if (sharedBuffersMegabytes < 16) {
      throw new IllegalArgumentException(
          "sharedBuffersMegabytes is %d, at least 16 are needed".formatted(sharedBuffersMegabytes));
    }
  }

  /** For real work: nothing that was committed is ever lost. */
  public static EmbeddedSettings forKeeps() {
    return new EmbeddedSettings(true, 120, 256);
  }

  /** For databases of tests, which are worth nothing after the test. */
  public static EmbeddedSettings throwaway() {
    return new EmbeddedSettings(false, 200, 128);
  }

  public EmbeddedSettings withMaxConnections(int connections) {
    return new EmbeddedSettings(durable, connections, sharedBuffersMegabytes);
  }
}
