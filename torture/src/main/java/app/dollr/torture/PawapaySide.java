package app.dollr.torture;

import app.dollr.torture.Facts.BookEntry;
import app.dollr.wire.OperationType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The simulated pawaPay outside. */
final class PawapaySide implements OtherSide, AutoCloseable {
  /** The methods of the server by pawaPay's names. */
  static final String METHODS =
      "MTN_MOMO_LBR=MTN_MOMO_LBR,ORANGE_MONEY_LBR=ORANGE_LBR,MTN_MOMO_RWA=MTN_MOMO_RWA,"
          + "AIRTEL_RWA=AIRTEL_RWA";

  private static final String KEYS =
      "select gateway_key::text, merchant_id, reference_id::text, operation"
          + " from executions.execution where gateway_key is not null";
  private static final String UNDECIDED = "129";

  private final Switches switches;
  private final Rows rows;

  PawapaySide(Switches switches, Rows rows) {
    this.switches = switches;
    this.rows = rows;
  }

  int port() {
    return switches.port();
  }

  /** Says where it calls back. */
  void callBackTo(String callbacks) throws InterruptedException {
    switches.tell("/sim/callbacks", Map.of("url", callbacks));
  }

  @Override
  public boolean tell(Lie lie, int count) throws InterruptedException {
    var half = Integer.toString((count + 1) / 2);
    return switches.mislead(
        switch (lie) {
          case TIMEOUT -> Map.of("reset_after", half, "half_open", "2", "garbage", "2");
          case UNREACHABLE -> Map.of("reset_before", half, "error_before", half);
          case DUPLICATE -> Map.of("callback_twice", half, "callback_forged", "3");
          case LATE -> Map.of("callback_reordered", half, "callback_altered", "3");
          case NO_CALLBACK -> Map.of("callback_lost", half, "callback_unsigned", "3");
          case OTHER_AMOUNT -> Map.of("other_amount", half, "unknown_status", "2");
        });
  }

  @Override
  public void beHonest() throws InterruptedException {
    switches.tell("/sim/faults", Map.of());
  }

  @Override
  public List<Waiting> waiting() throws InterruptedException {
    List<Waiting> waiting = new ArrayList<>();
    for (var payment : payments()) {
      if (!isFinal(payment) && payment.get("phone").stringValue().endsWith(UNDECIDED)) {
        waiting.add(completed -> decide(id(payment), completed));
      }
    }
    return waiting;
  }

  private void decide(UUID waiting, boolean completed) throws InterruptedException {
    switches.tell(
        "/sim/resolve",
        Map.of("id", waiting.toString(), "outcome", completed ? "completed" : "failed"));
  }

  /** What it has, by what we call it; what we never asked for has no merchant. */
  @Override
  public List<BookEntry> book() throws SQLException, InterruptedException {
    Map<UUID, Facts.Reference> known =
        rows
            .all(
                KEYS,
                row ->
                    Map.entry(
                        UUID.fromString(row.getString(1)),
                        new Facts.Reference(
                            row.getLong(2),
                            UUID.fromString(row.getString(3)),
                            OperationType.valueOf(row.getString(4)))))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<BookEntry> book = new ArrayList<>();
    for (var payment : payments()) {
      var stranger = new Facts.Reference(0, id(payment), operation(payment));
      book.add(entry(payment, known.getOrDefault(id(payment), stranger)));
    }
    return book;
  }

  @Override
  public List<String> unfinished() throws InterruptedException {
    List<String> unfinished = new ArrayList<>();
    for (var payment : payments()) {
      if (!isFinal(payment)) {
        unfinished.add("pawaPay has not ended " + id(payment));
      }
    }
    return unfinished;
  }

  @Override
  public void close() {
    switches.close();
  }

  private static BookEntry entry(JsonNode payment, Facts.Reference reference) {
    var status = payment.get("status").stringValue();
    var currency = payment.get("currency").stringValue();
    var amount = new BigDecimal(payment.get("amount").stringValue());
    long minor = amount.movePointRight(currency.equals("RWF") ? 0 : 2).longValueExact();
    return new BookEntry(
        Gateway.MOBILE_MONEY,
        reference,
        isFinal(payment) ? status : "PENDING",
        new Facts.Sum(minor, currency),
        0,
        Instant.parse(payment.get("created").stringValue()));
  }

  private static boolean isFinal(JsonNode payment) {
    var status = payment.get("status").stringValue();
    return status.equals("COMPLETED") || status.equals("FAILED");
  }

  private static UUID id(JsonNode payment) {
    return UUID.fromString(payment.get("id").stringValue());
  }

  private static OperationType operation(JsonNode payment) {
    return switch (payment.get("kind").stringValue()) {
      case "DEPOSIT" -> OperationType.COLLECTION;
      case "PAYOUT" -> OperationType.PAYOUT;
      default -> OperationType.REFUND;
    };
  }

  private List<JsonNode> payments() throws InterruptedException {
    return switches.book().get("payments").valueStream().toList();
  }
}
