package app.dollr.platform.database;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's errors mean to us, by their SQLSTATE. */
final class SqlFailures {
  /** Raised by {@code platform.refuse_unless}; the message is the guard's name. */
  private static final String GUARD = "DL001";

  private static final String CONSTRAINT_CLASS = "23";
  private static final String CONNECTION_CLASS = "08";
  private static final String SHUTDOWN_CLASS = "57P";
  private static final Set<String> COLLISIONS = Set.of("40001", "40P01");
  private static final String RETRY_SECONDS = "1";

  private SqlFailures() {}

  static RuntimeException translated(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    if (state.equals(GUARD) && e instanceof PSQLException psql) {
      return new GuardFailed(guard(psql));
    }
    if (state.startsWith(CONSTRAINT_CLASS) && e instanceof PSQLException psql) {
      return new ConstraintViolated(constraint(psql), e);
    }
    if (isUnreachable(e, state)) {
      var unavailable = Refused.of(ErrorCode.UNAVAILABLE, Map.of("Retry-After", RETRY_SECONDS));
      unavailable.addSuppressed(e);
      return unavailable;
    }
    return new DatabaseFailed("SQLSTATE " + state, e);
  }

  /** Whether it lost against another transaction and may simply be sent again. */
  static boolean isCollision(RuntimeException e) {
    return e instanceof DatabaseFailed
        && e.getCause() instanceof SQLException cause
        && COLLISIONS.contains(String.valueOf(cause.getSQLState()));
  }

  private static boolean isUnreachable(SQLException e, String state) {
    return e instanceof SQLTransientConnectionException
        || state.startsWith(CONNECTION_CLASS)
        || state.startsWith(SHUTDOWN_CLASS);
  }

  private static String guard(PSQLException e) {
    ServerErrorMessage message = e.getServerErrorMessage();
    return message == null ? "" : String.valueOf(message.getMessage());
  }

  private static String constraint(PSQLException e) {
    ServerErrorMessage message = e.getServerErrorMessage();
    return message == null ? "" : String.valueOf(message.getConstraint());
  }
}
