package app.dollr.platform.database;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers that PostgreSQL gives transactions. Readers of logs remember by them how far they
 * have come, and so they must never go back; but they do where a dump is restored into another
 * PostgreSQL, which counts from its own beginning.
 */
public final class TransactionNumbers {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionNumbers.class);
  private static final int MOST_AT_ONCE = 100_000;
  private static final int REPORTED_EVERY = 100;

  private static final Sql MISSING =
      Sql.of(
          """
          select number::text::bigint - pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1
            as missing
          from unnest(:numbers::text[]) as known (number)
          order by 1 desc
          limit 1
          """);

  private static final Sql PASS = Sql.of("call platform.pass_transactions(:number::xid8, :most)");

  private final Database database;

  public TransactionNumbers(Database database) {
    this.database = database;
  }

  /**
   * Uses up numbers until all of these are past, which is nothing to do but after such a restore. A
   * million takes seconds.
   */
  public void pass(List<String> numbers) {
    long missing = missing(numbers);
    if (missing <= 0) {
      return;
    }
    LOG.warn("restored from another PostgreSQL: passing {} numbers of transactions", missing);
    for (int round = 1; missing > 0; round++) {
      database.run(PASS.with("number", highest(numbers)).with("most", MOST_AT_ONCE).done());
      missing = missing(numbers);
      if (round % REPORTED_EVERY == 0) {
        LOG.info("{} numbers of transactions are left to pass", missing);
      }
    }
  }

  private long missing(List<String> numbers) {
    return database
        .run(
            MISSING
                .with("numbers", numbers.toArray(String[]::new))
                .first(row -> row.number("missing")))
        .orElse(0L);
  }

  private static String highest(List<String> numbers) {
    return numbers.stream()
        .max((one, other) -> Long.compareUnsigned(Long.parseLong(one), Long.parseLong(other)))
        .orElse("0");
  }
}
