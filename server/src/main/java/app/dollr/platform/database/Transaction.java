package app.dollr.platform.database;

import java.sql.Connection;
import java.util.List;

/**
 * A transaction that takes more than one round trip, because a later step needs to see an answer.
 */
public final class Transaction {
  private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

  private final Connection connection;
  private final RoundTrip roundTrip;

  Transaction(Connection connection, RoundTrip roundTrip) {
    this.connection = connection;
    this.roundTrip = roundTrip;
  }

  public <T> T run(Step<T> step) {
    return roundTrip.send(connection, List.of(step)).of(step);
  }

  public Answers run(List<? extends Step<?>> steps) {
    return roundTrip.send(connection, steps);
  }

  /**
   * Throws when this thread has a transaction open: what follows is slow, or cannot be undone.
   *
   * @param what the thing that must not happen inside, for the message
   */
  public static void refuseInside(String what) {
    if (OPEN.get()) {
      throw new IllegalStateException(what + " inside a transaction");
    }
  }

  static void opened(boolean open) {
    OPEN.set(open);
  }
}
