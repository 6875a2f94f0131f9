package app.dollr.settlement;

import app.dollr.executions.Settled;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.secrets.Hashes;
import app.dollr.values.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All SQL of settlement. */
final class SettlementStore {
  private static final Sql ADD_STATEMENT =
      Sql.of(
          """
          insert into settlement.statement
            (gateway, content_hash, name, from_at, until_at, imported_at)
          values (:gateway, :content, :name, :from, :until, :now)
          on conflict on constraint statement_once do update set imported_at = :now
          returning id
          """);

  private static final Sql KNOWN_LINES =
      Sql.of(
          """
          select line_id from settlement.line
          where gateway = :gateway and line_id = any(:lines)
          """);

  private static final Sql ADD_LINE =
      Sql.of(
          """
          insert into settlement.line
            (gateway, line_id, statement_id, kind, amount_minor, fee_minor, currency, gateway_key,
             transaction_id, merchant_id, execution_id, happened_at)
          values
            (:gateway, :line, :statement, :kind, :amount, :fee, :currency, :key, :transaction,
             :merchant, :execution, :happened)
          """);

  private static final Sql EXPLAIN =
      Sql.of(
          """
          update settlement.line set break_kind = :break,
            merchant_id = coalesce(merchant_id, :merchant),
            execution_id = coalesce(execution_id, :execution)
          where gateway = :gateway and line_id = :line
          """);

  private static final Sql SETTLED =
      Sql.of(
          """
          select distinct merchant_id, execution_id from settlement.line
          where gateway = :gateway and execution_id = any(:executions)
            and kind in ('PAYMENT', 'PAYOUT', 'REFUND')
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select s.*, count(l.line_id) as lines,
            count(l.line_id) filter (where l.break_kind is not null) as breaks
          from settlement.statement s
          left join settlement.line l on l.statement_id = s.id
          group by s.id
          order by s.id desc
          limit :most
          """);

  /** A statement as it is listed; breaks are those of its lines. */
  record Listed(
      long id,
      String gateway,
      String name,
      Instant from,
      Instant until,
      Instant importedAt,
      long lines,
      long breaks) {}

  Step<Long> addStatement(
      String gateway, String name, String content, Instant from, Instant until, Instant now) {
    return ADD_STATEMENT
        .with("gateway", gateway)
        .with("content", Hashes.sha256(content))
        .with("name", name)
        .with("from", from)
        .with("until", until)
        .with("now", now)
        .only(row -> row.number("id"));
  }

  /** Which lines are known already. */
  Step<Set<String>> known(String gateway, List<Line> lines) {
    return KNOWN_LINES
        .with("gateway", gateway)
        .with("lines", lines.stream().map(Line::id).toArray(String[]::new))
        .list(row -> row.text("line_id"))
        .map(Set::copyOf);
  }

  Step<Done> add(String gateway, long statement, Line line, Optional<Settled> settled) {
    return ADD_LINE
        .with("gateway", gateway)
        .with("line", line.id())
        .with("statement", statement)
        .with("kind", line.kind())
        .with("amount", line.amount().minorUnits())
        .with("fee", line.fee().map(Money::minorUnits))
        .with("currency", line.amount().currency().code())
        .with("key", line.key())
        .with("transaction", line.transaction())
        .with("merchant", settled.map(found -> found.merchant().value()))
        .with("execution", settled.map(found -> found.id().value()))
        .with("happened", line.happenedAt())
        .done();
  }

  /** Writes down what is wrong with a line now, or that nothing is. */
  Step<Done> explain(
      String gateway, Line line, Optional<Settled> settled, Optional<Break.Kind> wrong) {
    return EXPLAIN
        .with("gateway", gateway)
        .with("line", line.id())
        .with("merchant", settled.map(found -> found.merchant().value()))
        .with("execution", settled.map(found -> found.id().value()))
        .with("break", wrong)
        .done();
  }

  /** Which of these executions some statement has, by their ids. */
  Step<Set<Long>> settled(String gateway, List<Settled> executions) {
    return SETTLED
        .with("gateway", gateway)
        .with(
            "executions", executions.stream().map(found -> found.id().value()).toArray(Long[]::new))
        .list(row -> row.number("execution_id"))
        .map(ids -> ids.stream().collect(Collectors.toUnmodifiableSet()));
  }

  Step<List<Listed>> list(int most) {
    return LIST.with("most", most)
        .list(row ->
            new Listed(
                row.number("id"),
                row.text("gateway"),
                row.text("name"),
                row.moment("from_at"),
                row.moment("until_at"),
                row.moment("imported_at"),
                row.number("lines"),
                row.number("breaks")));
  }
}
