package app.dollr.torture;

import app.dollr.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Who does to the database, behind the server's back, what a defect in the server would. The server
 * has no switch for it.
 */
final class Saboteur {
  /** A success at the other side, as a second sending under a fresh key would have made it. */
  private static final String SECOND_SENDING =
      """
      insert into sandbox.payment
        (key, merchant_id, reference_id, operation, phone, amount_minor, currency, status, verdict,
         paid_minor, transaction_id, callbacks_left, created_at, settled_at)
      select gen_random_uuid(), merchant_id, reference_id, operation, phone, amount_minor, currency,
        status, verdict, paid_minor, 'second', 0, created_at, settled_at
      from sandbox.payment
      where status = 'COMPLETED' and operation = 'COLLECTION' and amount_minor = paid_minor
      order by created_at
      limit 1
      returning reference_id::text
      """;

  private static final String JOURNAL_LOST =
      """
      with lost as (
        delete from ledger.journal
        where (merchant_id, id) = (
          select merchant_id, id from ledger.journal where kind = 'PAYOUT' order by id limit 1)
        returning merchant_id, execution_id)
      select e.reference_id::text from lost
      join executions.execution e on e.merchant_id = lost.merchant_id and e.id = lost.execution_id
      """;

  /** The gateway has it and waits for the payer; we take the silence for a no. */
  private static final String SILENCE_TAKEN_AS_NO =
      """
      with failed as (
        update executions.execution e
        set state = 'FAILED', final_at = e.updated_at, next_at = null, version = e.version + 1
        where (e.merchant_id, e.id) = (
          select w.merchant_id, w.id from executions.execution w
          join sandbox.payment p on p.merchant_id = w.merchant_id
            and p.reference_id = w.reference_id and p.operation = w.operation
          where w.state = 'SENT' and w.operation = 'COLLECTION'
            and p.status = 'PENDING' and p.settle_at is null
          order by w.id limit 1)
        returning e.merchant_id, e.document_id, e.reference_id),
      released as (
        update documents.document d
        set status = 'ACTIVE'
        from failed where d.merchant_id = failed.merchant_id and d.id = failed.document_id
        returning 1)
      select reference_id::text from failed
      """;

  private final DatabaseAddress database;

  Saboteur(DatabaseAddress superuser) {
    this.database = superuser;
  }

  /**
   * Plants a defect in one payment.
   *
   * @return the reference of that payment; empty when there is none to plant it in
   */
  Optional<UUID> plant(Defect defect) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      // Without this the database itself would refuse most of it.
      statement.execute("set session_replication_role = replica");
      try (var row = statement.executeQuery(sql(defect))) {
        return row.next() ? Optional.of(UUID.fromString(row.getString(1))) : Optional.empty();
      }
    }
  }

  private static String sql(Defect defect) {
    return switch (defect) {
      case DOUBLE_SUBMIT -> SECOND_SENDING;
      case LOST_JOURNAL -> JOURNAL_LOST;
      case EARLY_FAILED -> SILENCE_TAKEN_AS_NO;
    };
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.user(), database.password().reveal());
  }
}
