package app.dollr.ledger;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.WireTime;
import app.dollr.values.ExecutionId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement as comma-separated values. Every text in it is one of our own words, so no cell can
 * be taken for a formula; amounts are bare numbers, the only cells that may begin with a minus.
 */
final class StatementCsv {
  private static final String HEAD =
      "id,kind,payment_intent_id,currency,amount,reserved,balance,created_at\r\n";

  private StatementCsv() {}

  static Answer answer(Wallet wallet, Paging.Page<Entry> page, Paging paging) {
    List<Entry> entries = page.items().stream().limit(paging.limit()).toList();
    var lines = entries.stream().map(StatementCsv::line).collect(Collectors.joining());
    return Answer.text("text/csv; charset=utf-8", HEAD + lines)
        .withHeader(
            "Content-Disposition",
            "attachment; filename=\"wallet-%s-%s.csv\"".formatted(wallet.id(), wallet.currency()));
  }

  private static String line(Entry entry) {
    return "%s,%s,%s,%s,%s,%s,%s,%s\r\n"
        .formatted(
            entry.journal(),
            entry.kind(),
            entry.execution().map(ExecutionId::toString).orElse(""),
            entry.available().currency(),
            entry.available().amount().toPlainString(),
            entry.reserved().amount().toPlainString(),
            entry.balance().amount().toPlainString(),
            WireTime.of(entry.createdAt()));
  }
}
