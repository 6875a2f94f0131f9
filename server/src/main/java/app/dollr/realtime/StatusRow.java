package app.dollr.realtime;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a payment stands, as one row of the table that payers' browsers watch. Amounts are texts, so
 * that clients that turn numbers into floating point leave them alone.
 *
 * @param sequence grows with each change
 */
record StatusRow(
    long id,
    int sequence,
    long session,
    String reference,
    String status,
    boolean requiresAction,
    String amount,
    String currency,
    Instant updatedAt) {
  static final String TABLE = "checkout_payment_intent_public_status";

  private static final List<Map<String, String>> COLUMNS =
      List.of(
          column("id", "int8"),
          column("session_id", "int8"),
          column("reference_id", "uuid"),
          column("status", "text"),
          column("requires_action", "bool"),
          column("amount", "text"),
          column("currency", "text"),
          column("updated_at", "timestamptz"));

  /** The row as a record. */
  Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("session_id", session);
    row.put("reference_id", reference);
    row.put("status", status);
    row.put("requires_action", requiresAction);
    row.put("amount", amount);
    row.put("currency", currency);
    row.put("updated_at", updatedAt.toString());
    return row;
  }

  /** The row as it is now, for one who has just come. */
  Map<String, Object> snapshot(List<Long> ids) {
    return change(ids, "UPDATE", Map.of());
  }

  /** The row's change. */
  Map<String, Object> change(List<Long> ids) {
    return sequence == 1 ? change(ids, "INSERT", null) : change(ids, "UPDATE", Map.of("id", id));
  }

  private Map<String, Object> change(
      List<Long> ids, String type, @Nullable Map<String, Object> before) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("schema", "public");
    data.put("table", TABLE);
    data.put("type", type);
    data.put("commit_timestamp", updatedAt.toString());
    data.put("errors", null);
    data.put("columns", COLUMNS);
    data.put("record", row());
    if (before != null) {
      data.put("old_record", before);
    }
    return Map.of("ids", ids, "data", data);
  }

  private static Map<String, String> column(String name, String type) {
    Map<String, String> column = new LinkedHashMap<>();
    column.put("name", name);
    column.put("type", type);
    return column;
  }
}
