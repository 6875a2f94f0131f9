package app.dollr.torture;

import app.dollr.wire.OperationType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

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
      """;

  private static final String REASONS =
      """
      select operation || ' ' || coalesce(gateway_code, 'without a word'), count(*)
      from executions.execution where state = 'FAILED'
      group by 1
      """;

  private final Rows rows;
  private final OtherSide other;

  FactsReader(Rows rows, OtherSide other) {
    this.rows = rows;
    this.other = other;
  }

  /** Everything, once nothing moves any more. */
  Facts read(Witness witness, List<String> ledgerProblems)
      throws SQLException, InterruptedException {
    Map<Facts.Key, Integer> events = new HashMap<>();
    for (var told : rows.all(EVENTS, FactsReader::event)) {
      events.put(told.getKey(), told.getValue());
    }
    return new Facts(
        rows.all(EXECUTIONS, FactsReader::execution),
        other.book(),
        rows.all(JOURNALS, FactsReader::booked),
        rows.all(EXCEPTIONS, FactsReader::misfit),
        rows.all(DOCUMENTS, FactsReader::document),
        events,
        witness.all(),
        witness.contradictions(),
        ledgerProblems);
  }

  /** How many executions have failed, by the gateway's word for why. */
  Map<String, Long> reasons() throws SQLException {
    return rows.all(REASONS, row -> Map.entry(row.getString(1), row.getLong(2))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
  }

  /** What is not over yet on either side, in words. */
  List<String> unfinished() throws SQLException, InterruptedException {
    List<String> unfinished = new ArrayList<>(rows.all(UNFINISHED, row -> row.getString(1)));
    unfinished.addAll(other.unfinished());
    return unfinished;
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
}
