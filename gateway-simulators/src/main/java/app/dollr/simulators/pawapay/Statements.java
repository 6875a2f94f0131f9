package app.dollr.simulators.pawapay;

import app.dollr.simulators.Asked;
import app.dollr.simulators.Reply;
import app.dollr.simulators.pawapay.Book.Wallet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The statements of the wallets, which are asked for and then fetched. */
final class Statements {
  private static final int LONGEST_STATEMENT_DAYS = 31;

  private final Book book;
  private final Clock clock;
  private final Map<String, Statement> statements = new HashMap<>();

  /** A statement that was asked for. */
  private record Statement(String id, Wallet wallet, Instant from, Instant until) {}

  Statements(Book book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  Reply request(Body body) {
    var wallet =
        new Wallet(
            body.inner("wallet").required("country"), body.inner("wallet").required("currency"));
    var from = body.date("startDate");
    var until = body.date("endDate");
    if (until.isBefore(from) || from.plusDays(LONGEST_STATEMENT_DAYS).isBefore(until)) {
      throw new PawapayRefused(400, "INVALID_DATE_RANGE", "At most 31 days.");
    }
    var id = UUID.randomUUID().toString();
    var statement =
        new Statement(
            id,
            wallet,
            from.atStartOfDay(ZoneOffset.UTC).toInstant(),
            until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    synchronized (statements) {
      statements.put(id, statement);
    }
    return Reply.json(
        200,
        Map.of("statementId", id, "status", "ACCEPTED", "created", clock.instant().toString()));
  }

  Reply answer(Asked asked, String[] parts, String url) {
    boolean about =
        asked.method().equals("GET") && parts.length >= 4 && parts[2].equals("statements");
    Optional<Statement> found;
    synchronized (statements) {
      found = about ? Optional.ofNullable(statements.get(parts[3])) : Optional.empty();
    }
    if (!about) {
      throw PawapayRefused.unknownPath();
    }
    if (found.isEmpty()) {
      return Reply.json(200, Map.of("status", "NOT_FOUND"));
    }
    if (parts.length == 5 && parts[4].equals("csv")) {
      return new Reply(200, csv(found.get()), Map.of("Content-Type", "text/csv"));
    }
    return Reply.json(
        200,
        Map.of(
            "status",
            "FOUND",
            "data",
            Map.of(
                "statementId",
                found.get().id(),
                "status",
                "COMPLETED",
                "fileSize",
                csv(found.get()).getBytes(StandardCharsets.UTF_8).length,
                "downloadUrl",
                url + asked.path() + "/csv")));
  }

  private String csv(Statement statement) {
    var text =
        new StringBuilder(
            "created,type,id,amount,fee,balance,currency,country,provider,phoneNumber,"
                + "providerTransactionId,clientReferenceId\n");
    for (var line : book.lines(statement.wallet())) {
      var entry = line.entry();
      var at = entry.created();
      if (at.isBefore(statement.from()) || !at.isBefore(statement.until())) {
        continue;
      }
      text.append(
          String.join(
              ",",
              at.toString(),
              entry.kind().name(),
              entry.id(),
              line.amount().toPlainString(),
              line.fee().toPlainString(),
              line.balance().toPlainString(),
              entry.currency(),
              entry.country(),
              entry.provider(),
              entry.phone(),
              entry.transaction(),
              entry.clientReference().orElse("")));
      text.append('\n');
    }
    return text.toString();
  }
}
