package app.dollr.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.function.Supplier;

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

  /** Runs a part that is undone alone when it throws. */
  <T> T nested(Supplier<T> part) {
    try {
      var before = connection.setSavepoint();
      try {
        var result = part.get();
        connection.releaseSavepoint(before);
        return result;
      } catch (RuntimeException e) {
        undo(before, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailures.translated(e);
    }
  }

  /** Where the connection is lost, all is undone anyway, and why it was lost is what counts. */
  private void undo(Savepoint to, RuntimeException because) {
    try {
      connection.rollback(to);
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
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
