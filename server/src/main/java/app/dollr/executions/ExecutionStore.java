package app.dollr.executions;

import app.dollr.executions.Books.PaidDocument;
import app.dollr.executions.Route.Reach;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instrument;
import app.dollr.platform.database.Binding;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.events.Events;
import app.dollr.platform.events.Happening;
import app.dollr.platform.http.Paging;
import app.dollr.platform.secrets.Vault;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.ReferenceId;
import app.dollr.values.WalletId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All SQL of executions. */
final class ExecutionStore {
  /** The guard of {@link #claim}: the reference is taken. */
  static final String CLAIMED = "executions.claimed";

  /** The guard of {@link #move}: somebody else has moved it. */
  static final String MOVED = "executions.moved";

  /** The increment of the sequence of ids. */
  static final int ID_BLOCK = 32;

  private static final Sql NEXT_IDS = Sql.of("select nextval('executions.execution_id') as first");

  private static final Sql CLAIM =
      Sql.each(
          """
          merchant bigint, id bigint, operation text, reference uuid, hash bytea, state text,
          session bigint, account bigint, document_kind text, document bigint, wallet bigint,
          party_wallet bigint, original bigint, method text, gateway text, gateway_key uuid,
          phone text, card text, original_key uuid, base bigint, base_currency text,
          platform_fee bigint, gateway_fee bigint, fx_fee bigint, rounding bigint,
          payer bigint, payer_currency text, payee bigint, payee_currency text,
          quoted timestamptz, wallet_message text, device jsonb, accepted timestamptz,
          sent timestamptz, next timestamptz, final timestamptz, payer_until timestamptz
          """,
          """
          with claimed as (
            insert into executions.execution
              (merchant_id, id, operation, reference_id, request_hash, state, version, session_id,
               payment_account_id, document_kind, document_id, wallet_id, party_wallet_id,
               original_id, method, gateway, gateway_key, phone, payment_method_id, original_key,
               base_minor, base_currency, platform_fee_minor, gateway_fee_minor, fx_fee_minor,
               rounding_minor, payer_minor, payer_currency, payee_minor, payee_currency, quoted_at,
               wallet_message, device, accepted_at, sent_at, checks, next_at, final_at,
               payer_until, updated_at)
            select merchant, id, operation, reference, hash, state, 0, session,
              account, document_kind, document, wallet, party_wallet,
              original, method, gateway, gateway_key, phone, card, original_key,
              base, base_currency, platform_fee, gateway_fee, fx_fee,
              rounding, payer, payer_currency, payee, payee_currency, quoted,
              wallet_message, device, accepted, sent, 0, next, final,
              payer_until, accepted
            from given
            on conflict on constraint execution_reference do nothing
            returning 1)
          select platform.refuse_unless(
            (select count(*) from claimed) = :rows, 'executions.claimed')
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select * from executions.execution
          where merchant_id = :merchant and reference_id = :reference
          """);

  private static final Sql FIND_BY_ID =
      Sql.of("select * from executions.execution where merchant_id = :merchant and id = :id");

  private static final Sql LOCK_ORIGINAL =
      Sql.of(
          """
          select * from executions.execution
          where merchant_id = :merchant and id = :id
          for no key update
          """);

  private static final Sql REFUNDED =
      Sql.of(
          """
          select coalesce(sum(refund.base_minor), 0)::bigint as base_minor,
            count(*) filter (where refund.state <> 'COMPLETED') as under_way,
            coalesce(sum(refund.payee_minor), 0)::bigint as returned_minor
          from executions.execution refund
          where refund.merchant_id = :merchant and refund.original_id = :id
            and refund.state <> 'FAILED'
            and not exists (
              select from executions.gateway_exception turned_back
              where turned_back.merchant_id = :merchant
                and turned_back.reference_id = refund.reference_id
                and turned_back.operation = 'REFUND'
                and turned_back.resolution = 'COMPENSATED')
          """);

  private static final Sql PAYMENT_OF =
      Sql.of(
          """
          select * from executions.execution
          where merchant_id = :merchant and document_id = :document
            and operation = 'COLLECTION' and state = 'COMPLETED'
          """);

  private static final Sql ATTEMPTS =
      Sql.of(
          """
          select * from executions.execution
          where merchant_id = :merchant and document_id = :document and operation = 'COLLECTION'
          order by id desc
          limit :most
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select * from executions.execution
          where merchant_id = :merchant
            and id < :before
            and operation = coalesce(:operation, operation)
            and state = any(:states)
            and payer_currency = coalesce(:currency, payer_currency)
            and accepted_at >= coalesce(:from, accepted_at)
            and (:until::timestamptz is null or accepted_at < :until)
          order by id desc
          limit :limit
          """);

  private static final Sql COUNT =
      Sql.of(
          """
          select count(*) as total from executions.execution
          where merchant_id = :merchant
            and operation = coalesce(:operation, operation)
            and state = any(:states)
            and payer_currency = coalesce(:currency, payer_currency)
            and accepted_at >= coalesce(:from, accepted_at)
            and (:until::timestamptz is null or accepted_at < :until)
          """);

  private static final Sql MOVE =
      Sql.each(
          """
          merchant bigint, id bigint, version int, state text, transaction text, code text,
          message text, client_secret bytea, next timestamptz, final timestamptz, now timestamptz
          """,
          """
          with moved as (
            update executions.execution e
            set state = given.state,
              version = e.version + 1,
              provider_transaction_id = coalesce(given.transaction, e.provider_transaction_id),
              gateway_code = case
                when given.state <> 'COMPLETED' then coalesce(given.code, e.gateway_code) end,
              gateway_message = case
                when given.state <> 'COMPLETED' then coalesce(given.message, e.gateway_message) end,
              client_secret = coalesce(given.client_secret, e.client_secret),
              next_at = given.next,
              final_at = given.final,
              absent_at = null,
              updated_at = given.now
            from given
            where e.merchant_id = given.merchant and e.id = given.id and e.version = given.version
            returning 1)
          select platform.refuse_unless((select count(*) from moved) = :rows, 'executions.moved')
          """);

  private static final Sql CLAIM_DUE =
      Sql.of(
          """
          update executions.execution
          set next_at = :lease
          where (merchant_id, id) in (
            select merchant_id, id from executions.execution
            where next_at <= :now
            order by next_at
            limit :most
            for update skip locked)
          returning *
          """);

  private static final Sql MARK_SENT =
      Sql.of(
          """
          update executions.execution
          set sent_at = :now, absent_at = null, next_at = :lease
          where merchant_id = :merchant and id = :id and version = :version
            and state in ('ACCEPTED', 'UNCERTAIN')
          """);

  /** After {@link #lockOriginal}, so that of several refunds one is marked, and the first one. */
  private static final Sql MARK_SENT_IN_TURN =
      Sql.of(
          """
          update executions.execution refund
          set sent_at = :now, absent_at = null, next_at = :lease
          where refund.merchant_id = :merchant and refund.id = :id and refund.version = :version
            and refund.state in ('ACCEPTED', 'UNCERTAIN')
            and refund.sent_at is not distinct from :sent
            and not exists (
              select from executions.execution other
              where other.merchant_id = :merchant and other.original_id = refund.original_id
                and other.id <> refund.id and other.state not in ('COMPLETED', 'FAILED')
                and (other.sent_at is not null
                  or (other.accepted_at, other.id) < (refund.accepted_at, refund.id)))
          """);

  private static final Sql UNSEND =
      Sql.of(
          """
          update executions.execution
          set sent_at = null, absent_at = null, next_at = :next, checks = checks + 1
          where merchant_id = :merchant and id = :id and version = :version
            and state in ('ACCEPTED', 'UNCERTAIN')
            and sent_at is not distinct from :sent
          """);

  /** Whoever has been woken meanwhile keeps that. */
  private static final Sql WAIT_TURN =
      Sql.of(
          """
          update executions.execution
          set next_at = :next, checks = checks + 1
          where merchant_id = :merchant and id = :id and version = :version
            and sent_at is null and next_at > :now
          """);

  private static final Sql WAKE_NEXT_REFUND =
      Sql.of(
          """
          update executions.execution
          set next_at = :now
          where merchant_id = :merchant and id = (
            select id from executions.execution
            where merchant_id = :merchant and original_id = :original and id <> :id
              and state in ('ACCEPTED', 'UNCERTAIN') and sent_at is null
            order by accepted_at, id
            limit 1)
          """);

  private static final Sql LAST_REFUND_ENDED =
      Sql.of(
          """
          select max(final_at) as ended from executions.execution
          where merchant_id = :merchant and original_id = :original and id <> :id
          """);

  private static final Sql LOOK_AGAIN =
      Sql.of(
          """
          update executions.execution
          set next_at = :next, absent_at = :absent, checks = checks + 1
          where merchant_id = :merchant and id = :id and version = :version
            and next_at is not null
          """);

  private static final Sql SETTLED =
      Sql.of(
          """
          select * from executions.execution
          where gateway = :gateway
            and (gateway_key = any(:keys) or provider_transaction_id = any(:transactions))
          """);

  private static final Sql SETTLED_BETWEEN =
      Sql.of(
          """
          select * from executions.execution
          where gateway = :gateway and state = 'COMPLETED'
            and final_at between :from and :until
          order by final_at
          limit :most
          """);

  private static final Sql OLDEST_DUE =
      Sql.of("select min(next_at) as due from executions.execution where next_at is not null");

  private final Events events;
  private final ExecutionRows rows;

  /**
   * The store.
   *
   * @param vault under which client secrets lie in the database
   */
  ExecutionStore(Events events, Vault vault) {
    this.events = events;
    this.rows = new ExecutionRows(vault);
  }

  Step<Long> nextIds() {
    return NEXT_IDS.bare().only(row -> row.number("first"));
  }

  /** Writes the execution, guarded by {@link #CLAIMED}; a claim under way is waited for. */
  List<Step<Done>> claim(Execution execution, Optional<Instant> next, Optional<String> device) {
    var books = execution.books();
    var reach = execution.route().reach();
    var amounts = execution.amounts();
    var progress = execution.progress();
    var claim =
        CLAIM
            .with("merchant", execution.merchant().value())
            .with("id", execution.id().value())
            .with("operation", execution.operation())
            .with("reference", execution.reference().value())
            .with("hash", HexFormat.of().parseHex(execution.requestHash()))
            .with("state", execution.state())
            .with("session", execution.session().value())
            .with("account", execution.route().account().map(PaymentAccountId::value))
            .with("document_kind", books.document().map(PaidDocument::kind))
            .with("document", books.document().map(document -> document.id().value()))
            .with("wallet", books.wallet().value())
            .with("party_wallet", books.partyWallet().map(WalletId::value))
            .with("original", books.original().map(ExecutionId::value))
            .with("method", execution.route().method())
            .with("gateway", reach.map(Reach::gateway))
            .with("gateway_key", reach.map(to -> to.key().value()))
            .with("phone", reach.flatMap(to -> phone(to.instrument())))
            .with("card", reach.flatMap(to -> card(to.instrument())))
            .with("original_key", reach.flatMap(Reach::original).map(GatewayKey::value))
            .with("base", amounts.base().minorUnits())
            .with("base_currency", amounts.base().currency().code())
            .with("platform_fee", amounts.platformFee().minorUnits())
            .with("gateway_fee", amounts.gatewayFee().minorUnits())
            .with("fx_fee", amounts.fxFee().minorUnits())
            .with("rounding", amounts.rounding().minorUnits())
            .with("payer", amounts.payer().minorUnits())
            .with("payer_currency", amounts.payer().currency().code())
            .with("payee", amounts.payee().minorUnits())
            .with("payee_currency", amounts.payee().currency().code())
            .with("quoted", execution.quotedAt())
            .with("wallet_message", execution.walletMessage())
            .with("device", device)
            .with("accepted", progress.acceptedAt())
            .with("sent", progress.sentAt())
            .with("next", next)
            .with("final", progress.finalAt())
            .with("payer_until", progress.payerUntil())
            .done();
    return List.of(claim, tell(execution, Told.accepted(execution)));
  }

  Step<Optional<Execution>> find(MerchantId merchant, ReferenceId reference) {
    return FIND.with("merchant", merchant.value())
        .with("reference", reference.value())
        .first(rows::read);
  }

  Step<Optional<Execution>> find(MerchantId merchant, ExecutionId id) {
    return FIND_BY_ID.with("merchant", merchant.value()).with("id", id.value()).first(rows::read);
  }

  /** The execution, held until the transaction ends: refunds of it take turns. */
  Step<Optional<Execution>> lockOriginal(MerchantId merchant, ExecutionId id) {
    return LOCK_ORIGINAL
        .with("merchant", merchant.value())
        .with("id", id.value())
        .first(rows::read);
  }

  /**
   * What was refunded of a collection, or is about to be.
   *
   * @param baseMinor in the currency of the document
   * @param returnedMinor what the payer got back, in his
   * @param underWay how many refunds of it have not ended
   */
  record Refunded(long baseMinor, long returnedMinor, long underWay) {}

  Step<Refunded> refunded(MerchantId merchant, ExecutionId original) {
    return REFUNDED
        .with("merchant", merchant.value())
        .with("id", original.value())
        .only(row ->
            new Refunded(
                row.number("base_minor"), row.number("returned_minor"), row.number("under_way")));
  }

  /** The collections of a document, the newest first. */
  Step<List<Execution>> attempts(MerchantId merchant, DocumentId document, int most) {
    return ATTEMPTS
        .with("merchant", merchant.value())
        .with("document", document.value())
        .with("most", most)
        .list(rows::read);
  }

  Step<Optional<Execution>> paymentOf(MerchantId merchant, DocumentId document) {
    return PAYMENT_OF
        .with("merchant", merchant.value())
        .with("document", document.value())
        .first(rows::read);
  }

  Step<List<Execution>> list(MerchantId merchant, PaymentFilter filter, Paging paging) {
    return filtered(LIST.with("merchant", merchant.value()), filter)
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("limit", paging.fetch())
        .list(rows::read);
  }

  Step<Long> count(MerchantId merchant, PaymentFilter filter) {
    return filtered(COUNT.with("merchant", merchant.value()), filter)
        .only(row -> row.number("total"));
  }

  /** Moves an execution to another state, guarded by {@link #MOVED}. */
  List<Step<Done>> move(
      Execution from, ExecutionState to, GatewayWord word, Optional<Instant> next, Instant now) {
    var moved = from.moved(to, word, now);
    var move =
        MOVE.with("merchant", from.merchant().value())
            .with("id", from.id().value())
            .with("version", from.version())
            .with("state", to)
            .with("transaction", word.transaction())
            .with("code", word.code())
            .with("message", word.message())
            .with("client_secret", word.clientSecret().map(secret -> rows.seal(from, secret)))
            .with("next", next)
            .with("final", to.isFinal() ? Optional.of(now) : Optional.empty())
            .with("now", now)
            .done();
    return Told.moved(from, moved)
        .map(told -> List.of(move, tell(moved, told)))
        .orElseGet(() -> List.of(move));
  }

  /** Takes executions that are due, for as long as the lease. */
  Step<List<Execution>> claimDue(Instant now, Instant lease, int most) {
    return CLAIM_DUE.with("now", now).with("lease", lease).with("most", most).list(rows::read);
  }

  /** Writes down that it is about to be sent; how many rows that was still right for. */
  Step<Integer> markSent(Execution execution, Instant now, Instant lease) {
    return MARK_SENT
        .with("merchant", execution.merchant().value())
        .with("id", execution.id().value())
        .with("version", execution.version())
        .with("now", now)
        .with("lease", lease)
        .count();
  }

  /** As {@link #markSent}, for a refund whose turn it is; {@link #lockOriginal} comes before it. */
  Step<Integer> markSentInTurn(Execution refund, Instant now, Instant lease) {
    return one(MARK_SENT_IN_TURN, refund)
        .with("version", refund.version())
        .with("sent", refund.progress().sentAt())
        .with("now", now)
        .with("lease", lease)
        .count();
  }

  /** Writes down that it was not taken when it was last sent, and is to be sent again. */
  Step<Integer> unsend(Execution execution, Instant next) {
    return one(UNSEND, execution)
        .with("version", execution.version())
        .with("sent", execution.progress().sentAt())
        .with("next", next)
        .count();
  }

  /** Has a refund wait for its turn. */
  Step<Integer> waitTurn(Execution refund, Instant next, Instant now) {
    return one(WAIT_TURN, refund)
        .with("version", refund.version())
        .with("next", next)
        .with("now", now)
        .count();
  }

  /** Has the next refund of the same payment sent, if one waits. */
  Step<Integer> wakeNextRefund(Execution ended, Instant now) {
    return one(WAKE_NEXT_REFUND, ended)
        .with("original", ended.books().original().map(ExecutionId::value))
        .with("now", now)
        .count();
  }

  /** When the latest of the other refunds of the same payment ended. */
  Step<Optional<Instant>> lastRefundEnded(Execution refund) {
    return one(LAST_REFUND_ENDED, refund)
        .with("original", refund.books().original().map(ExecutionId::value))
        .only(row -> row.optionalMoment("ended"));
  }

  private static Binding one(Sql sql, Execution execution) {
    return sql.with("merchant", execution.merchant().value()).with("id", execution.id().value());
  }

  Step<Integer> lookAgain(Execution execution, Instant next, Optional<Instant> absent) {
    return LOOK_AGAIN
        .with("merchant", execution.merchant().value())
        .with("id", execution.id().value())
        .with("version", execution.version())
        .with("next", next)
        .with("absent", absent)
        .count();
  }

  /** Tells that what was reported done has come back; another step refuses to do it twice. */
  Step<Done> tellTurnedBack(Execution execution, String why) {
    return tell(execution, Told.turnedBack(execution, why), execution.version() + 2);
  }

  /** What a gateway knows by these keys, or under these ids of its own; whoever's it is. */
  Step<List<Execution>> settled(String gateway, UUID[] keys, String[] transactions) {
    return SETTLED
        .with("gateway", gateway)
        .with("keys", keys)
        .with("transactions", transactions)
        .list(rows::read);
  }

  /** What a gateway has completed within a time; whoever's it is. */
  Step<List<Execution>> settledBetween(String gateway, Instant from, Instant until, int most) {
    return SETTLED_BETWEEN
        .with("gateway", gateway)
        .with("from", from)
        .with("until", until)
        .with("most", most)
        .list(rows::read);
  }

  Step<Optional<Instant>> oldestDue() {
    return OLDEST_DUE.bare().only(row -> row.optionalMoment("due"));
  }

  private static Binding filtered(Binding binding, PaymentFilter filter) {
    return binding
        .with("operation", filter.operation())
        .with("states", filter.states().stream().map(Enum::name).toArray(String[]::new))
        .with("currency", filter.currency())
        .with("from", filter.from())
        .with("until", filter.until());
  }

  private Step<Done> tell(Execution execution, Told told) {
    return tell(execution, told, execution.version() + 1);
  }

  private Step<Done> tell(Execution execution, Told told, int sequence) {
    return events.tell(
        new Happening(
            execution.merchant(),
            told.types(),
            "execution",
            execution.id().value(),
            sequence,
            told.data()));
  }

  private static Optional<String> phone(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Phone wallet -> Optional.of(wallet.number().digits());
      case Instrument.Card card -> Optional.empty();
    };
  }

  private static Optional<String> card(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Phone wallet -> Optional.empty();
      case Instrument.Card card -> card.id().map(PaymentMethodId::value);
    };
  }
}
