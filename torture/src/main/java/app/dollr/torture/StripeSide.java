package app.dollr.torture;

import app.dollr.simulators.stripe.StripeKeys;
import app.dollr.torture.Facts.BookEntry;
import app.dollr.wire.OperationType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The simulated Stripe outside. */
final class StripeSide implements OtherSide, AutoCloseable {
  /** By which the server is known there. */
  static final StripeKeys KEYS = new StripeKeys("sk_test_torture", "pk_test_torture");

  /** By which it signs its webhooks. */
  static final String WEBHOOK_SECRET = "whsec_torture";

  private static final String NOT_LOOKED_INTO =
      "select type || ' ' || object_id || ' is told by Stripe and not looked into'"
          + " from stripe.told where next_at is not null";

  /** Its times are in whole seconds: something was taken before this had passed. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  private final Switches switches;
  private final Rows rows;

  StripeSide(Switches switches, Rows rows) {
    this.switches = switches;
    this.rows = rows;
  }

  int port() {
    return switches.port();
  }

  /** Says where it calls back. */
  void callBackTo(String webhooks) throws InterruptedException {
    switches.tell("/sim/webhooks", Map.of("url", webhooks, "secret", WEBHOOK_SECRET));
  }

  @Override
  public boolean tell(Lie lie, int count) throws InterruptedException {
    var half = Integer.toString((count + 1) / 2);
    return switches.mislead(
        switch (lie) {
          case TIMEOUT ->
              Map.of("reset_after", half, "error_after", "3", "half_open", "2", "garbage", "2");
          case UNREACHABLE ->
              Map.of(
                  "reset_before",
                  half,
                  "error_before",
                  half,
                  "rate_limit",
                  "3",
                  "lock_timeout",
                  "3");
          case DUPLICATE -> Map.of("callback_twice", half, "callback_forged", "3");
          case LATE -> Map.of("callback_reordered", half, "callback_altered", "3");
          case NO_CALLBACK -> Map.of("callback_lost", half);
          case OTHER_AMOUNT -> Map.of("other_amount", half);
        });
  }

  /** What was lost is sent again, as Stripe would go on trying for days. */
  @Override
  public void beHonest() throws InterruptedException {
    switches.tell("/sim/faults", Map.of());
    switches.tell("/sim/resend", Map.of());
  }

  /** Payers who are asked by their banks, and disputes. */
  @Override
  public List<Waiting> waiting() throws InterruptedException {
    var book = switches.book();
    List<Waiting> waiting = new ArrayList<>();
    book.get("payments")
        .valueStream()
        .filter(payment -> payment.get("status").stringValue().equals("requires_action"))
        .map(payment -> payment.get("id").stringValue())
        .forEach(id ->
            waiting.add(passed -> end("payment_intents/" + id, passed ? "complete" : "fail")));
    book.get("disputes")
        .valueStream()
        .filter(StripeSide::isOpen)
        .map(dispute -> dispute.get("id").stringValue())
        .forEach(id -> waiting.add(won -> end("disputes/" + id, won ? "won" : "lost")));
    return waiting;
  }

  /** What it has, by what stands in its labels; what has none is nobody's. */
  @Override
  public List<BookEntry> book() throws InterruptedException {
    var book = switches.book();
    Map<String, Long> takenBack = new HashMap<>();
    book.get("transactions")
        .valueStream()
        .filter(line -> line.get("type").stringValue().equals("adjustment"))
        .forEach(line ->
            takenBack.merge(
                line.get("payment_intent").stringValue(),
                -line.get("amount").longValue(),
                Long::sum));
    List<BookEntry> entries = new ArrayList<>();
    for (var payment : book.get("payments")) {
      var status =
          switch (payment.get("status").stringValue()) {
            case "succeeded" -> "COMPLETED";
            case "canceled" -> "FAILED";
            default -> "PENDING";
          };
      var back = takenBack.getOrDefault(payment.get("id").stringValue(), 0L);
      entries.add(
          entry(
              payment,
              OperationType.COLLECTION,
              status,
              payment.get("received").longValue(),
              back));
    }
    for (var refund : book.get("refunds")) {
      var status =
          switch (refund.get("status").stringValue()) {
            case "succeeded" -> "COMPLETED";
            case "failed" -> "FAILED";
            default -> "PENDING";
          };
      entries.add(entry(refund, OperationType.REFUND, status, refund.get("amount").longValue(), 0));
    }
    return entries;
  }

  @Override
  public List<String> unfinished() throws SQLException, InterruptedException {
    var book = switches.book();
    List<String> unfinished = new ArrayList<>(rows.all(NOT_LOOKED_INTO, row -> row.getString(1)));
    book.get("payments")
        .valueStream()
        .filter(payment ->
            !List.of("succeeded", "canceled").contains(payment.get("status").stringValue()))
        .forEach(payment -> unfinished.add("Stripe has not ended " + payment));
    book.get("disputes")
        .valueStream()
        .filter(StripeSide::isOpen)
        .forEach(dispute -> unfinished.add("Stripe has not ended " + dispute));
    long unsettled = book.get("unsettled").longValue();
    if (unsettled > 0) {
      unfinished.add("%d refunds are not settled at Stripe".formatted(unsettled));
    }
    long untold = book.get("untold").longValue();
    if (untold > 0) {
      unfinished.add("%d events are not told by Stripe".formatted(untold));
    }
    return unfinished;
  }

  @Override
  public void close() {
    switches.close();
  }

  /** It may be over already: then nothing has to be done. */
  private void end(String what, String outcome) throws InterruptedException {
    var _ = switches.post("/sim/" + what, Map.of("outcome", outcome));
  }

  private static boolean isOpen(JsonNode dispute) {
    return dispute.get("status").stringValue().endsWith("needs_response");
  }

  private static BookEntry entry(
      JsonNode object, OperationType operation, String status, long minor, long takenBack) {
    var currency = object.get("currency").stringValue().toUpperCase(Locale.ROOT);
    return new BookEntry(
        Gateway.CARDS,
        reference(object.get("metadata"), operation),
        status,
        new Facts.Sum(minor, currency),
        takenBack,
        Instant.ofEpochSecond(object.get("created").longValue()).plus(PRECISION));
  }

  private static Facts.Reference reference(JsonNode label, OperationType operation) {
    return new Facts.Reference(
        Long.parseLong(label.path("dollr_merchant").asString("0")),
        UUID.fromString(label.path("reference_id").asString(new UUID(0, 0).toString())),
        operation);
  }
}
