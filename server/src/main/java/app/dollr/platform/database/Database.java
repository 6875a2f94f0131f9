package app.dollr.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database: a pool of connections, and the ways to use one. */
public final class Database implements AutoCloseable {
  private static final int TRIES = 4;

  /** Connections for what is shared, few of them, for each prepares many long statements. */
  private static final int LANES = 3 * SharedTrips.LANES;

  private static final ThreadLocal<@Nullable Joined> JOINED = new ThreadLocal<>();

  /** What a thread does with a database is part of a transaction. */
  private record Joined(Database database, Transaction transaction) {}

  /**
   * How the pool is made.
   *
   * @param name for metrics and for {@code pg_stat_activity}
   * @param role the role the connections take on, which may not change what must not change
   */
  public record Settings(
      String name, DatabaseAddress address, String role, int connections, Duration patience) {}

  private final HikariDataSource pool;
  private final HikariDataSource lanes;
  private final RoundTrip roundTrip = new RoundTrip();
  private final LongAdder commits = new LongAdder();
  private final SharedTrips shared = new SharedTrips(this::runInLane, this::run);

  public Database(Settings settings) {
    this.pool = new HikariDataSource(config(settings, settings.name(), settings.connections()));
    this.lanes = new HikariDataSource(laneConfig(settings));
  }

  /**
   * Runs one step in a transaction of its own: one round trip, and one commit if it writes. Inside
   * {@link #joined} it is a part of that transaction.
   *
   * @throws GuardFailed when a guard did not hold
   * @throws ConstraintViolated when a constraint refused
   * @throws app.dollr.platform.errors.Refused with UNAVAILABLE when the database is not there
   */
  public <T> T run(Step<T> step) {
    return run(List.of(step)).of(step);
  }

  /** Runs steps in one transaction and one round trip; otherwise as {@link #run(Step)}. */
  public Answers run(List<? extends Step<?>> steps) {
    var outer = outer();
    if (outer != null) {
      return outer.nested(() -> outer.run(steps));
    }
    return retried(() -> runOn(pool, List.of(steps)));
  }

  /**
   * As {@link #run(List)}, for what comes often: with others of its kind that come at the same time
   * it may be one transaction, as long as none fails: if all its statements are {@link Sql#each for
   * each}. Its steps must lock nothing that others wait for in another order.
   */
  public Answers runShared(List<? extends Step<?>> steps) {
    return outer() == null && steps.stream().allMatch(Step::isForEach)
        ? shared.run(steps)
        : run(steps);
  }

  /**
   * Runs {@code work} in one transaction of several round trips. It is undone when {@code work}
   * throws, and may be run again after a collision, so it must do nothing else.
   *
   * @throws IllegalStateException inside another transaction that is not {@link #joined}, which
   *     would wait for this one while holding a connection
   */
  public <T> T inTransaction(Function<Transaction, T> work) {
    var outer = outer();
    if (outer != null) {
      return outer.nested(() -> work.apply(outer));
    }
    Transaction.refuseInside("a transaction");
    return retried(() -> {
      try (var connection = pool.getConnection()) {
        return inTransaction(connection, work);
      } catch (SQLException e) {
        throw SqlFailures.translated(e);
      }
    });
  }

  /**
   * Runs {@code work} so that all this thread does with this database is one transaction. A part
   * that fails is undone alone, and the rest goes on. Inside another it is part of that one.
   */
  public <T> T joined(Supplier<T> work) {
    if (outer() != null) {
      return work.get();
    }
    return inTransaction(transaction -> {
      JOINED.set(new Joined(this, transaction));
      try {
        return work.get();
      } finally {
        JOINED.remove();
      }
    });
  }

  /** Runs {@code work} outside the transaction it is called in: for what outlives that one. */
  public <T> T apart(Supplier<T> work) {
    var outer = JOINED.get();
    JOINED.remove();
    try {
      return work.get();
    } finally {
      JOINED.set(outer);
    }
  }

  /** The pool, for libraries that speak JDBC themselves. */
  public DataSource dataSource() {
    return pool;
  }

  /** What is said on a channel, once it is started. It holds a connection. */
  public Notifications notifications(String channel, Consumer<String> listener) {
    return new Notifications(pool, channel, listener);
  }

  /** Shows the pool's and the statements' figures. */
  public void measure(MeterRegistry registry) {
    var pools = pool.getHikariPoolMXBean();
    Gauge.builder("dollr.database.connections.active", pools, p -> p.getActiveConnections())
        .tag("pool", pool.getPoolName())
        .register(registry);
    Gauge.builder(
            "dollr.database.connections.waiting", pools, p -> p.getThreadsAwaitingConnection())
        .tag("pool", pool.getPoolName())
        .register(registry);
    FunctionCounter.builder("dollr.database.round.trips", roundTrip, RoundTrip::count)
        .tag("pool", pool.getPoolName())
        .register(registry);
    FunctionCounter.builder("dollr.database.transactions", commits, LongAdder::sum)
        .tag("pool", pool.getPoolName())
        .register(registry);
  }

  @Override
  public void close() {
    lanes.close();
    pool.close();
  }

  private Answers runInLane(List<List<Step<?>>> transactions) {
    return runOn(lanes, transactions);
  }

  private Answers runOn(
      HikariDataSource source, List<? extends List<? extends Step<?>>> transactions) {
    try (var connection = source.getConnection()) {
      var answers = roundTrip.sendAll(connection, transactions);
      commits.increment();
      return answers;
    } catch (SQLException e) {
      throw SqlFailures.translated(e);
    }
  }

  /** The transaction that this thread's work with this database is a part of. */
  private @Nullable Transaction outer() {
    var joined = JOINED.get();
    return joined != null && joined.database().equals(this) ? joined.transaction() : null;
  }

  /**
   * What is not committed, whatever was thrown, the pool undoes when it takes the connection back.
   * To turn autocommit on again here would commit it.
   */
  private <T> T inTransaction(Connection connection, Function<Transaction, T> work)
      throws SQLException {
    connection.setAutoCommit(false);
    Transaction.opened(true);
    try {
      var result = work.apply(new Transaction(connection, roundTrip));
      connection.commit();
      commits.increment();
      return result;
    } finally {
      Transaction.opened(false);
    }
  }

  private static <T> T retried(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (attempt == TRIES || !SqlFailures.isCollision(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * What is sent there reads few rows of many by their keys. While the tables are small PostgreSQL
   * would rather read them whole, and keep to that for a minute in which they may grow large.
   */
  private static HikariConfig laneConfig(Settings settings) {
    var config = config(settings, settings.name() + "-shared", LANES);
    config.setConnectionInitSql(
        config.getConnectionInitSql() + "; set enable_hashjoin = off; set enable_mergejoin = off");
    return config;
  }

  private static HikariConfig config(Settings settings, String name, int connections) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.address().jdbcUrl());
    config.setUsername(settings.address().user());
    config.setPassword(settings.address().password().reveal());
    config.setConnectionInitSql("set role " + settings.role());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(2, connections));
    config.setConnectionTimeout(settings.patience().toMillis());
    config.setAutoCommit(true);
    config.addDataSourceProperty("ApplicationName", "dollr-" + name);
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("preparedStatementCacheQueries", "512");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("connectTimeout", "5");
    return config;
  }
}
