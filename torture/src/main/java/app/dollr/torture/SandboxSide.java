package app.dollr.torture;

import app.dollr.torture.Facts.BookEntry;
import app.dollr.wire.OperationType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The simulators that are part of the server in the sandbox: their books are a schema of its
 * database, which is read behind its back.
 */
final class SandboxSide implements OtherSide {
  private static final String ENTRIES =
      """
      select false as card, merchant_id, reference_id, operation, status, paid_minor, currency,
        created_at
      from sandbox.payment
      union all
      select true, merchant_id, reference_id, 'COLLECTION',
        case status when 'SUCCEEDED' then 'COMPLETED' when 'CANCELED' then 'FAILED' else 'PENDING' end,
        paid_minor, upper(currency), created_at
      from sandbox.payment_intent
      union all
      select true, merchant_id, reference_id, 'REFUND',
        case status when 'SUCCEEDED' then 'COMPLETED' when 'FAILED' then 'FAILED' else 'PENDING' end,
        amount_minor, upper(currency), created_at
      from sandbox.refund
      """;

  private static final String UNFINISHED =
      """
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

  private final Rows rows;
  private final Operator operator;

  SandboxSide(Rows rows, Operator operator) {
    this.rows = rows;
    this.operator = operator;
  }

  @Override
  public boolean tell(Lie lie, int count) throws InterruptedException {
    return lies(Map.of(lie.wire(), count)).ok();
  }

  @Override
  public void beHonest() throws InterruptedException {
    var reply = Caller.persist(() -> lies(Map.of()));
    if (!reply.ok()) {
      throw new IllegalStateException("the lies do not end: " + reply.status());
    }
  }

  @Override
  public List<Waiting> waiting() throws SQLException {
    return rows.all(WAITING, row -> row.getString(1)).stream()
        .<Waiting>map(reference -> completed -> decide(reference, completed))
        .toList();
  }

  private void decide(String reference, boolean completed) throws InterruptedException {
    var decision = Map.of("reference_id", reference, "outcome", completed ? "completed" : "failed");
    operator.admin().post("/admin/v1/sandbox/resolve", decision);
  }

  @Override
  public List<BookEntry> book() throws SQLException {
    return rows.all(ENTRIES, SandboxSide::entry);
  }

  @Override
  public List<String> unfinished() throws SQLException {
    return rows.all(UNFINISHED, row -> row.getString(1));
  }

  private Caller.Reply lies(Map<String, Integer> switches) throws InterruptedException {
    return operator.admin().put("/admin/v1/sandbox/faults", switches);
  }

  private static BookEntry entry(ResultSet row) throws SQLException {
    return new BookEntry(
        row.getBoolean("card") ? Gateway.CARDS : Gateway.MOBILE_MONEY,
        new Facts.Reference(
            row.getLong("merchant_id"),
            UUID.fromString(row.getString("reference_id")),
            OperationType.valueOf(row.getString("operation"))),
        row.getString("status"),
        new Facts.Sum(row.getLong("paid_minor"), row.getString("currency")),
        0,
        row.getTimestamp("created_at").toInstant());
  }
}
