package app.dollr.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What has been used up so far.
 *
 * @param server, postgres processor time of the two programs
 * @param roundTrips, transactions between server and database, the sandbox's own among them
 * @param walBytes of write-ahead log
 */
record Usage(
    Duration server, Duration postgres, double roundTrips, double transactions, double walBytes) {

  static Usage now(Postgres postgres, ServerUnderTest server)
      throws IOException, SQLException, InterruptedException {
    return new Usage(
        Cpu.of(server.pid()),
        Cpu.ofFamily(postgres.pid()),
        server.counter("dollr_database_round_trips_total"),
        server.counter("dollr_database_transactions_total"),
        postgres.wal());
  }

  /** What was used since, for each of {@code count}. */
  PerPayment since(Usage before, double count) {
    return new PerPayment(
        millis(server.minus(before.server), count),
        millis(postgres.minus(before.postgres), count),
        (roundTrips - before.roundTrips) / count,
        (transactions - before.transactions) / count,
        (walBytes - before.walBytes) / count);
  }

  private static double millis(Duration time, double count) {
    return time.toNanos() / 1e6 / count;
  }

  /** What one payment takes; times in milliseconds. */
  record PerPayment(
      double serverMillis,
      double postgresMillis,
      double roundTrips,
      double transactions,
      double walBytes) {}
}
