package app.dollr.settlement;

import app.dollr.executions.Settled;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.secrets.Hashes;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All SQL of settlement. */
final class SettlementStore {
  /** The guard of {@link #post}: it was posted already. */
  static final String POSTED = "settlement.posted";

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
          select line_id, posted from settlement.line
          where gateway = :gateway and line_id = any(:lines)
          """);

  private static final Sql ADD_LINE =
      Sql.of(
          """
          insert into settlement.line
            (gateway, line_id, statement_id, kind, amount_minor, fee_minor, currency, gateway_key,
             transaction_id, merchant_id, execution_id, happened_at, posted, booked_minor)
          values
            (:gateway, :line, :statement, :kind, :amount, :fee, :currency, :key, :transaction,
             :merchant, :execution, :happened, :posted, 0)
          """);

  private static final Sql POST =
      Sql.of(
          """
          with posted as (
            update settlement.line set posted = true
            where gateway = :gateway and line_id = :line and not posted
            returning 1)
          select platform.refuse_unless(exists (select from posted), 'settlement.posted')
          """);

  private static final Sql UNEXPLAINED =
      Sql.of(
          """
          select amount_minor - coalesce(fee_minor, 0) as net_minor, currency,
            kind = 'OTHER' and not posted as open
          from settlement.line
          where gateway = :gateway and line_id = :line
          """);

  private static final Sql BOOK =
      Sql.of(
          """
          with booked as (
            update settlement.line set posted = true, break_kind = null, booked_minor = :booked
            where gateway = :gateway and line_id = :line and kind = 'OTHER' and not posted
            returning 1)
          select platform.refuse_unless(exists (select from booked), 'settlement.posted')
          """);

  private static final Sql SAYINGS =
      Sql.of(
          """
          select line_id, kind, execution_id, transaction_id from settlement.line
          where gateway = :gateway and execution_id = any(:executions)
            and break_kind is distinct from 'TWICE'
          order by statement_id desc, happened_at desc, line_id desc
          """);

  private static final Sql TOTALS =
      Sql.of(
          """
          select currency,
            sum(case when kind = 'FEE' then 0 else amount_minor end
              - coalesce(fee_minor, 0))::bigint as total_minor,
            sum(booked_minor)::bigint as booked_minor
          from settlement.line
          where gateway = :gateway
          group by currency
          order by currency
          """);

  private static final Sql EXPLAIN =
      Sql.of(
          """
          update settlement.line set break_kind = :break, booked_minor = :booked,
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

  /** Which lines are known already, and whether what they mean is posted. */
  Step<Map<String, Boolean>> known(String gateway, List<Line> lines) {
    return KNOWN_LINES
        .with("gateway", gateway)
        .with("lines", lines.stream().map(Line::id).toArray(String[]::new))
        .list(row -> Map.entry(row.text("line_id"), row.flag("posted")))
        .map(known ->
            known.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * Adds a line.
   *
   * @param posted whether a journal is written beside it
   */
  Step<Done> add(
      String gateway, long statement, Line line, Optional<Settled> settled, boolean posted) {
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
        .with("posted", posted)
        .done();
  }

  /** Says that a journal is written for a line, beside this; guarded by {@link #POSTED}. */
  Step<Done> post(String gateway, Line line) {
    return POST.with("gateway", gateway).with("line", line.id()).done();
  }

  /** A line that nothing explains; open until an operator has booked it. */
  record Unexplained(Money net, boolean isOpen) {}

  Step<Optional<Unexplained>> unexplained(String gateway, String line) {
    return UNEXPLAINED
        .with("gateway", gateway)
        .with("line", line)
        .first(row ->
            new Unexplained(
                new Money(row.number("net_minor"), new CurrencyCode(row.text("currency"))),
                row.flag("open")));
  }

  /** Says that an operator has booked a line, beside this; guarded by {@link #POSTED}. */
  Step<Done> book(String gateway, String line, Money net) {
    return BOOK.with("gateway", gateway).with("line", line).with("booked", net.minorUnits()).done();
  }

  /** A line that says something of an execution. */
  record Saying(String line, LineKind kind, long execution, Optional<String> transaction) {}

  /** The lines that say something of these executions, the last ones first. */
  Step<List<Saying>> sayings(String gateway, List<Settled> executions) {
    return SAYINGS
        .with("gateway", gateway)
        .with("executions", ids(executions))
        .list(row ->
            new Saying(
                row.text("line_id"),
                row.word("kind", LineKind.class),
                row.number("execution_id"),
                row.optionalText("transaction_id")));
  }

  /** What all lines of a gateway make together in a currency, and how much of it the books have. */
  record Total(Money lines, Money booked) {}

  Step<List<Total>> totals(String gateway) {
    return TOTALS
        .with("gateway", gateway)
        .list(row -> {
          var currency = new CurrencyCode(row.text("currency"));
          return new Total(
              new Money(row.number("total_minor"), currency),
              new Money(row.number("booked_minor"), currency));
        });
  }

  /**
   * Writes down what is wrong with a line now, or that nothing is.
   *
   * @param booked by how much the books have our account changed for it
   */
  Step<Done> explain(
      String gateway,
      Line line,
      Optional<Settled> settled,
      Optional<Break.Kind> wrong,
      Money booked) {
    return EXPLAIN
        .with("gateway", gateway)
        .with("line", line.id())
        .with("merchant", settled.map(found -> found.merchant().value()))
        .with("execution", settled.map(found -> found.id().value()))
        .with("break", wrong)
        .with("booked", booked.minorUnits())
        .done();
  }

  /** Which of these executions some statement has, by their ids. */
  Step<Set<Long>> settled(String gateway, List<Settled> executions) {
    return SETTLED
        .with("gateway", gateway)
        .with("executions", ids(executions))
        .list(row -> row.number("execution_id"))
        .map(ids -> ids.stream().collect(Collectors.toUnmodifiableSet()));
  }

  private static Long[] ids(List<Settled> executions) {
    return executions.stream().map(found -> found.id().value()).toArray(Long[]::new);
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
