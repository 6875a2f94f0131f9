package app.dollr.executions;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.CurrencyCode;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All SQL of what gateways say that does not fit. */
final class ExceptionStore {
  /** The guard of {@link #note}: it is written down already. */
  static final String NOTED = "executions.noted";

  /** The guard of {@link #resolve}: it is settled already. */
  static final String RESOLVED = "executions.resolved";

  private static final String NOTING =
      """
      with noted as (
        insert into executions.gateway_exception
          (merchant_id, reference_id, operation, execution_id, gateway, kind, amount_minor,
           currency, incoming, provider_transaction_id, gateway_dispute_id, said, noted_at,
           resolution, resolved_at)
        values
          (:merchant, :reference, :operation, :execution, :gateway, :kind, :amount,
           :currency, :incoming, :transaction, :dispute, :said, :now, :resolution, :resolved)
        on conflict on constraint gateway_exception_once do nothing
        returning 1)
      """;

  private static final Sql NOTE =
      Sql.of(
          NOTING
              + """
              select platform.refuse_unless(exists (select from noted), 'executions.noted')
              """);

  private static final Sql NOTE_IF_NEW = Sql.of(NOTING + "select count(*) from noted");

  private static final Sql RESOLVE =
      Sql.of(
          """
          with resolved as (
            update executions.gateway_exception
            set resolution = :resolution, resolved_at = :now
            where merchant_id = :merchant and id = :id and resolution is null
              and reinstated_at is not distinct from :reinstated
            returning 1)
          select platform.refuse_unless(exists (select from resolved), 'executions.resolved')
          """);

  private static final Sql REINSTATE =
      Sql.of(
          """
          with reinstated as (
            update executions.gateway_exception
            set reinstated_at = :now,
              resolution = coalesce(resolution, :resolution),
              resolved_at = coalesce(resolved_at, :resolved)
            where merchant_id = :merchant and id = :id and reinstated_at is null
              and resolution is not distinct from :known
            returning 1)
          select platform.refuse_unless(exists (select from reinstated), 'executions.resolved')
          """);

  private static final Sql TAKE_AGAIN =
      Sql.of(
          """
          with taken as (
            update executions.gateway_exception
            set reinstated_at = null, resolution = null, resolved_at = null, noted_at = :now
            where merchant_id = :merchant and id = :id and reinstated_at is not null
            returning 1)
          select platform.refuse_unless(exists (select from taken), 'executions.resolved')
          """);

  private static final Sql STRAY =
      Sql.of(
          """
          select * from executions.gateway_exception
          where merchant_id = :merchant and gateway = :gateway and gateway_dispute_id = :dispute
            and amount_minor is not null
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select * from executions.gateway_exception
          order by resolution is not null, noted_at desc, id desc
          limit :most
          """);

  private static final Sql FIND =
      Sql.of("select * from executions.gateway_exception where id = :id");

  /** Writes down what does not fit; once for each kind, guarded by {@link #NOTED}. */
  Step<Done> note(Finding finding, Optional<Resolution> resolution, Instant now) {
    return noting(NOTE, finding, resolution, now);
  }

  /** Writes down what does not fit, unless the like is written down already. */
  Step<Done> noteIfNew(Finding finding, Instant now) {
    return noting(NOTE_IF_NEW, finding, Optional.empty(), now);
  }

  private static Step<Done> noting(
      Sql sql, Finding finding, Optional<Resolution> resolution, Instant now) {
    var amount = finding.money().map(Unexplained::amount);
    return sql.with("merchant", finding.merchant().value())
        .with("reference", finding.reference().value())
        .with("operation", finding.operation())
        .with("execution", finding.execution().map(ExecutionId::value))
        .with("gateway", finding.gateway())
        .with("kind", finding.kind())
        .with("amount", amount.map(Money::minorUnits))
        .with("currency", amount.map(money -> money.currency().code()))
        .with("incoming", finding.money().map(Unexplained::incoming))
        .with("transaction", finding.transaction())
        .with("dispute", finding.dispute())
        .with("said", finding.said())
        .with("now", now)
        .with("resolution", resolution)
        .with("resolved", resolution.map(settled -> now))
        .done();
  }

  /** Settles what does not fit, as it was read; guarded by {@link #RESOLVED}. */
  Step<Done> resolve(GatewayException exception, Resolution resolution, Instant now) {
    return RESOLVE
        .with("merchant", exception.finding().merchant().value())
        .with("id", exception.id())
        .with("resolution", resolution)
        .with("reinstated", exception.reinstatedAt())
        .with("now", now)
        .done();
  }

  /**
   * What a dispute had taken into SUSPENSE has come back; guarded by {@link #RESOLVED}.
   *
   * @param resolution how that settles it, unless it is settled
   */
  Step<Done> reinstate(GatewayException stray, Optional<Resolution> resolution, Instant now) {
    return REINSTATE
        .with("merchant", stray.finding().merchant().value())
        .with("id", stray.id())
        .with("known", stray.resolution())
        .with("resolution", resolution)
        .with("resolved", resolution.map(settled -> now))
        .with("now", now)
        .done();
  }

  /** A dispute has taken again what had come back; guarded by {@link #RESOLVED}. */
  Step<Done> takeAgain(GatewayException stray, Instant now) {
    return TAKE_AGAIN
        .with("merchant", stray.finding().merchant().value())
        .with("id", stray.id())
        .with("now", now)
        .done();
  }

  /** What was written down of a dispute that has taken money into SUSPENSE. */
  Step<Optional<GatewayException>> stray(MerchantId merchant, String gateway, String dispute) {
    return STRAY
        .with("merchant", merchant.value())
        .with("gateway", gateway)
        .with("dispute", dispute)
        .first(ExceptionStore::read);
  }

  Step<List<GatewayException>> list(int most) {
    return LIST.with("most", most).list(ExceptionStore::read);
  }

  /** What does not fit, by the id an operator names; ids are not given out to merchants. */
  Step<Optional<GatewayException>> find(long id) {
    return FIND.with("id", id).first(ExceptionStore::read);
  }

  private static GatewayException read(Row row) {
    var money =
        row.optionalNumber("amount_minor")
            .map(minor ->
                new Unexplained(
                    new Money(minor, new CurrencyCode(row.text("currency"))),
                    row.flag("incoming")));
    var finding =
        new Finding(
            new MerchantId(row.number("merchant_id")),
            new ReferenceId(row.uuid("reference_id")),
            row.word("operation", OperationType.class),
            row.optionalNumber("execution_id").map(ExecutionId::new),
            row.text("gateway"),
            row.word("kind", ExceptionKind.class),
            money,
            row.optionalText("provider_transaction_id"),
            row.optionalText("gateway_dispute_id"),
            row.text("said"));
    return new GatewayException(
        row.number("id"),
        finding,
        row.moment("noted_at"),
        row.optionalText("resolution").map(Resolution::valueOf),
        row.optionalMoment("resolved_at"),
        row.optionalMoment("reinstated_at"));
  }
}
