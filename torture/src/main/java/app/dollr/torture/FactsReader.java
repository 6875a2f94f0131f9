package app.dollr.torture;

import app.dollr.platform.database.DatabaseAddress;
import app.dollr.wire.OperationType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The reading of what stands written, behind the server's back. */
final class FactsReader {
  private static final String EXECUTIONS =
      """
      select merchant_id, id, reference_id, operation, state, gateway is not null as gateway,
        document_id, final_at,
        case operation when 'COLLECTION' then payer_minor else payee_minor end as minor,
        case operation when 'COLLECTION' then payer_currency else payee_currency end as currency
      from executions.execution
      """;

  private static final String ENTRIES =
      """
      select merchant_id, reference_id, operation, status, paid_minor, currency, created_at,
        callbacks_left
      from sandbox.payment
      union all
      select merchant_id, reference_id, 'COLLECTION',
        case status when 'SUCCEEDED' then 'COMPLETED' when 'CANCELED' then 'FAILED' else 'PENDING' end,
        paid_minor, upper(currency), created_at, callbacks_left
      from sandbox.payment_intent
      union all
      select merchant_id, reference_id, 'REFUND',
        case status when 'SUCCEEDED' then 'COMPLETED' when 'FAILED' then 'FAILED' else 'PENDING' end,
        amount_minor, upper(currency), created_at, callbacks_left
      from sandbox.refund
      """;

  private static final String JOURNALS =
      """
      select merchant_id, execution_id, kind, currency, count(distinct journal_id) as journals,
        sum(case when from_account = 'GATEWAY_CLEARING' then amount_minor else 0 end
          - case when to_account = 'GATEWAY_CLEARING' then amount_minor else 0 end) as clearing,
        sum(case when to_account = 'RESERVED' then amount_minor else 0 end
          - case when from_account = 'RESERVED' then amount_minor else 0 end) as reserved
      from ledger.posting
      where execution_id is not null
      group by merchant_id, execution_id, kind, currency
      """;

  private static final String EXCEPTIONS =
      """
      select merchant_id, reference_id, operation, kind, amount_minor, currency,
        coalesce(incoming, false) as incoming, resolution
      from executions.gateway_exception
      """;

  private static final String DOCUMENTS = "select merchant_id, id, status from documents.document";

  private static final String EVENTS =
      """
      select merchant_id, object_id, count(*) as events
      from platform.event
      where object_type = 'execution'
        and types && array['execution.completed', 'execution.failed']
      group by merchant_id, object_id
      """;

  private static final String UNFINISHED =
      """
      select operation || ' ' || reference_id || ' is ' || state
      from executions.execution where state not in ('COMPLETED', 'FAILED')
      union all
      select operation || ' ' || reference_id || ' is not told by the other side'
      from sandbox.payment where status = 'PENDING' or callbacks_left > 0
      union all
      select 'REFUND ' || reference_id || ' is not told by the card gateway'
      from sandbox.refund where status = 'PENDING' or callbacks_left > 0
      union all
      select 'COLLECTION ' || reference_id || ' is not told by the card gateway'
      from sandbox.payment_intent
      where status not in ('SUCCEEDED', 'CANCELED') or callbacks_left > 0
      """;

  private static final String WAITING =
      """
      select reference_id::text from sandbox.payment
      where status = 'PENDING' and settle_at is null
      """;

  private final DatabaseAddress database;

  FactsReader(DatabaseAddress database) {
    this.database = database;
  }

  /** Everything, once nothing moves any more. */
  Facts read(Witness witness, List<String> ledgerProblems) throws SQLException {
    Map<Facts.Key, Integer> events = new HashMap<>();
    for (var told : all(EVENTS, FactsReader::event)) {
      events.put(told.getKey(), told.getValue());
    }
    return new Facts(
        all(EXECUTIONS, FactsReader::execution),
        all(ENTRIES, FactsReader::entry),
        all(JOURNALS, FactsReader::booked),
        all(EXCEPTIONS, FactsReader::misfit),
        all(DOCUMENTS, FactsReader::document),
        events,
        witness.all(),
        witness.contradictions(),
        ledgerProblems);
  }

  /** What is not over yet, in words. */
  List<String> unfinished() throws SQLException {
    return all(UNFINISHED, row -> row.getString(1));
  }

  /** What the other side leaves waiting until somebody decides. */
  List<UUID> waiting() throws SQLException {
    return all(WAITING, row -> UUID.fromString(row.getString(1)));
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> all(String sql, Reading<T> reading) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reading.read(rows));
      }
      return all;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.user(), database.password().reveal());
  }

  private static Facts.Execution execution(ResultSet row) throws SQLException {
    long document = row.getLong("document_id");
    var paysDocument = row.wasNull() ? Optional.<Long>empty() : Optional.of(document);
    return new Facts.Execution(
        new Facts.Key(row.getLong("merchant_id"), row.getLong("id")),
        reference(row),
        row.getString("state"),
        new Facts.Sum(row.getLong("minor"), row.getString("currency")),
        row.getBoolean("gateway"),
        paysDocument,
        Optional.ofNullable(row.getTimestamp("final_at")).map(java.sql.Timestamp::toInstant));
  }

  private static Facts.BookEntry entry(ResultSet row) throws SQLException {
    return new Facts.BookEntry(
        reference(row),
        row.getString("status"),
        new Facts.Sum(row.getLong("paid_minor"), row.getString("currency")),
        moment(row, "created_at"),
        row.getInt("callbacks_left"));
  }

  private static Facts.Booked booked(ResultSet row) throws SQLException {
    return new Facts.Booked(
        new Facts.Key(row.getLong("merchant_id"), row.getLong("execution_id")),
        row.getString("kind"),
        row.getString("currency"),
        row.getLong("clearing"),
        row.getLong("reserved"),
        row.getInt("journals"));
  }

  private static Facts.Misfit misfit(ResultSet row) throws SQLException {
    long minor = row.getLong("amount_minor");
    var amount =
        row.wasNull()
            ? Optional.<Facts.Sum>empty()
            : Optional.of(new Facts.Sum(minor, row.getString("currency")));
    return new Facts.Misfit(
        reference(row),
        row.getString("kind"),
        amount,
        row.getBoolean("incoming"),
        Optional.ofNullable(row.getString("resolution")));
  }

  private static Facts.Document document(ResultSet row) throws SQLException {
    return new Facts.Document(
        new Facts.Key(row.getLong("merchant_id"), row.getLong("id")), row.getString("status"));
  }

  private static Map.Entry<Facts.Key, Integer> event(ResultSet row) throws SQLException {
    return Map.entry(
        new Facts.Key(row.getLong("merchant_id"), row.getLong("object_id")), row.getInt("events"));
  }

  private static Facts.Reference reference(ResultSet row) throws SQLException {
    return new Facts.Reference(
        row.getLong("merchant_id"),
        UUID.fromString(row.getString("reference_id")),
        OperationType.valueOf(row.getString("operation")));
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
