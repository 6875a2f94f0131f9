package app.dollr.executions;

import app.dollr.gateways.DisputeNews.Standing;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.events.Events;
import app.dollr.platform.events.Happening;
import app.dollr.platform.http.Paging;
import app.dollr.platform.json.Json;
import app.dollr.values.CurrencyCode;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All SQL of disputes. */
final class DisputeStore {
  /** The guard of {@link #add} and {@link #change}: somebody else was faster. */
  static final String CHANGED = "executions.disputed";

  private static final Sql NEXT_ID = Sql.of("select nextval('executions.dispute_id') as id");

  private static final Sql FIND =
      Sql.of(
          """
          select d.*, e.reference_id
          from executions.dispute d
          join executions.execution e on e.merchant_id = d.merchant_id and e.id = d.execution_id
          where d.merchant_id = :merchant and d.gateway = :gateway
            and d.gateway_dispute_id = :gateway_dispute
          """);

  private static final Sql OWED =
      Sql.of(
          """
          select d.*, e.reference_id
          from executions.dispute d
          join executions.execution e on e.merchant_id = d.merchant_id and e.id = d.execution_id
          where d.owed_minor > 0
            and (d.merchant_id, d.id) > (:merchant, :after)
          order by d.merchant_id, d.id
          limit :most
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select d.*, e.reference_id
          from executions.dispute d
          join executions.execution e on e.merchant_id = d.merchant_id and e.id = d.execution_id
          where d.merchant_id = :merchant and d.id < :before
          order by d.id desc
          limit :limit
          """);

  private static final Sql COUNT =
      Sql.of(
          """
          select count(*) as total from executions.dispute where merchant_id = :merchant
          """);

  private static final Sql DISPUTED =
      Sql.of(
          """
          select d.*, e.reference_id
          from executions.dispute d
          join executions.execution e on e.merchant_id = d.merchant_id and e.id = d.execution_id
          where d.gateway = :gateway and d.gateway_dispute_id = any(:disputes)
          """);

  private static final Sql KNOWN =
      Sql.of(
          """
          select exists (
            select from executions.dispute where merchant_id = :merchant and id = :id) as known
          """);

  private static final Sql ADD =
      Sql.of(
          """
          with added as (
            insert into executions.dispute
              (merchant_id, id, execution_id, gateway, gateway_dispute_id, amount_minor, currency,
               reason, standing, withdrawn, charged_minor, owed_minor, wallet_currency, version,
               opened_at, updated_at)
            values
              (:merchant, :id, :execution, :gateway, :gateway_dispute, :amount, :currency,
               :reason, :standing, :withdrawn, :charged, :owed, :wallet_currency, 1,
               :now, :now)
            on conflict on constraint dispute_once do nothing
            returning 1)
          select platform.refuse_unless(exists (select from added), 'executions.disputed')
          """);

  private static final Sql CHANGE =
      Sql.of(
          """
          with changed as (
            update executions.dispute
            set standing = :standing, withdrawn = :withdrawn, charged_minor = :charged,
              owed_minor = :owed, version = version + 1, updated_at = :now
            where merchant_id = :merchant and id = :id and version = :version
            returning 1)
          select platform.refuse_unless(exists (select from changed), 'executions.disputed')
          """);

  private static final Sql SETTLE_EXCEPTION =
      Sql.of(
          """
          update executions.gateway_exception
          set resolution = 'COMPENSATED', resolved_at = :now
          where merchant_id = :merchant and gateway = :gateway and gateway_dispute_id = :dispute
            and (amount_minor is null or reinstated_at is not null) and resolution is null
          """);

  private final Events events;

  DisputeStore(Events events) {
    this.events = events;
  }

  Step<Long> nextId() {
    return NEXT_ID.bare().only(row -> row.number("id"));
  }

  Step<Optional<Dispute>> find(MerchantId merchant, String gateway, String gatewayId) {
    return FIND.with("merchant", merchant.value())
        .with("gateway", gateway)
        .with("gateway_dispute", gatewayId)
        .first(DisputeStore::dispute);
  }

  /** What merchants owe of disputes, after this one. */
  Step<List<Dispute>> owed(MerchantId merchant, long after, int most) {
    return OWED.with("merchant", merchant.value())
        .with("after", after)
        .with("most", most)
        .list(DisputeStore::dispute);
  }

  Step<List<Dispute>> list(MerchantId merchant, Paging paging) {
    return LIST.with("merchant", merchant.value())
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("limit", paging.fetch())
        .list(DisputeStore::dispute);
  }

  /** Those a gateway knows by these ids; whoever's they are. */
  Step<List<Dispute>> disputed(String gateway, String[] gatewayIds) {
    return DISPUTED
        .with("gateway", gateway)
        .with("disputes", gatewayIds)
        .list(DisputeStore::dispute);
  }

  Step<Long> count(MerchantId merchant) {
    return COUNT.with("merchant", merchant.value()).only(row -> row.number("total"));
  }

  Step<Boolean> isKnown(MerchantId merchant, long id) {
    return KNOWN.with("merchant", merchant.value()).with("id", id).only(row -> row.flag("known"));
  }

  /** Writes a dispute down; guarded by {@link #CHANGED}. */
  Step<Done> add(Dispute dispute, Instant now) {
    return ADD.with("merchant", dispute.merchant().value())
        .with("id", dispute.id())
        .with("execution", dispute.execution().value())
        .with("gateway", dispute.gateway())
        .with("gateway_dispute", dispute.gatewayId())
        .with("amount", dispute.amount().minorUnits())
        .with("currency", dispute.amount().currency().code())
        .with("reason", dispute.reason())
        .with("standing", dispute.standing())
        .with("withdrawn", dispute.withdrawn())
        .with("charged", dispute.charged().minorUnits())
        .with("owed", dispute.owed().minorUnits())
        .with("wallet_currency", dispute.charged().currency().code())
        .with("now", now)
        .done();
  }

  /** Changes a dispute; guarded by {@link #CHANGED}. */
  Step<Done> change(Dispute dispute, Instant now) {
    return CHANGE
        .with("merchant", dispute.merchant().value())
        .with("id", dispute.id())
        .with("version", dispute.version())
        .with("standing", dispute.standing())
        .with("withdrawn", dispute.withdrawn())
        .with("charged", dispute.charged().minorUnits())
        .with("owed", dispute.owed().minorUnits())
        .with("now", now)
        .done();
  }

  /** Tells what a step before it has made of a dispute. */
  Step<Done> tell(Dispute dispute, List<EventType> types) {
    return events.tell(
        new Happening(
            dispute.merchant(),
            types.stream().map(EventType::text).toList(),
            "dispute",
            dispute.id(),
            dispute.version() + 1,
            new String(Json.write(dispute.wire()), StandardCharsets.UTF_8)));
  }

  /** Nobody has to answer a dispute any more. */
  Step<Integer> settleException(Dispute dispute, Instant now) {
    return SETTLE_EXCEPTION
        .with("merchant", dispute.merchant().value())
        .with("gateway", dispute.gateway())
        .with("dispute", dispute.gatewayId())
        .with("now", now)
        .count();
  }

  private static Dispute dispute(Row row) {
    var wallet = new CurrencyCode(row.text("wallet_currency"));
    return new Dispute(
        new MerchantId(row.number("merchant_id")),
        row.number("id"),
        new ExecutionId(row.number("execution_id")),
        new ReferenceId(row.uuid("reference_id")),
        row.text("gateway"),
        row.text("gateway_dispute_id"),
        new Money(row.number("amount_minor"), new CurrencyCode(row.text("currency"))),
        row.text("reason"),
        row.word("standing", Standing.class),
        row.flag("withdrawn"),
        new Money(row.number("charged_minor"), wallet),
        new Money(row.number("owed_minor"), wallet),
        row.count("version"),
        row.moment("opened_at"),
        row.moment("updated_at"));
  }
}
