package app.dollr.torture;

import java.util.Locale;

/** One fault. */
sealed interface Blow {
  /** What it is counted under. */
  String kind();

  /**
   * The server is killed, and started again.
   *
   * @param downMillis how long nothing runs
   */
  record KillServer(int downMillis) implements Blow {
    @Override
    public String kind() {
      return "kill -9 of the server";
    }
  }

  /** PostgreSQL is killed; whoever watches it starts it again. */
  record KillPostgres() implements Blow {
    @Override
    public String kind() {
      return "kill -9 of PostgreSQL";
    }
  }

  /**
   * A network breaks for a while.
   *
   * @param delayMillis by which everything is late, when it is slow
   */
  record BreakNetwork(Link link, Trouble trouble, int delayMillis, int lastsMillis)
      implements Blow {
    @Override
    public String kind() {
      return "network of %s %s"
          .formatted(
              link.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              trouble.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * The other side misleads us.
   *
   * @param count about how many instructions
   */
  record TellLies(Lie lie, int count) implements Blow {
    @Override
    public String kind() {
      return "lie: " + lie.wire();
    }
  }
}
