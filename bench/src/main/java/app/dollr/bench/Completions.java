package app.dollr.bench;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * The collections that are completed, known from one listing a second of what was added to the
 * ledger: no client polls for its own. It reads on from where it stopped, by transactions, as the
 * sealer does, so that a listing costs no more when there is much.
 */
final class Completions implements AutoCloseable {
  @SuppressWarnings("InlineFormatString")
  private static final String LISTING =
      """
      select count(*) filter (where kind = 'COLLECTION'),
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      from ledger.journal
      where xid >= '%d'::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
      """;

  private static final int PATIENCE_SECONDS = 120;

  private final Postgres postgres;
  private final Thread thread;
  private long from;
  private long completed;
  private volatile boolean closed;

  private Completions(Postgres postgres) throws SQLException {
    this.postgres = postgres;
    this.from = postgres.number("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
    this.thread = Thread.ofVirtual().start(this::listEachSecond);
  }

  static Completions begin(Postgres postgres) throws SQLException {
    return new Completions(postgres);
  }

  /** How many have been completed since the beginning. */
  long count() throws SQLException {
    list();
    return completed();
  }

  /** Waits until so many are completed. */
  void await(long accepted) throws SQLException, InterruptedException {
    for (int second = 0; count() < accepted; second++) {
      if (second == PATIENCE_SECONDS) {
        throw new IllegalStateException("%d of %d are completed".formatted(completed(), accepted));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void listEachSecond() {
    try {
      while (!closed) {
        TimeUnit.SECONDS.sleep(1);
        list();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException("listing what is completed", e);
    }
  }

  private synchronized void list() throws SQLException {
    postgres.query(
        LISTING.formatted(from),
        rows -> {
          rows.next();
          completed += rows.getLong(1);
          from = rows.getLong(2);
        });
  }

  private synchronized long completed() {
    return completed;
  }
}
