package app.dollr.executions;

import app.dollr.documents.DocumentKind;
import app.dollr.gateways.GatewayKey;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.CurrencyCode;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

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
      Sql.of(
          """
          with claimed as (
            insert into executions.execution
              (merchant_id, id, operation, reference_id, request_hash, state, version, session_id,
               payment_account_id, document_kind, document_id, method, gateway, gateway_key, phone,
               payer_minor, payer_currency, payee_minor, payee_currency, accepted_at, sent_at,
               checks, next_at, updated_at)
            values
              (:merchant, :id, :operation, :reference, :hash, :state, 0, :session,
               :account, :document_kind, :document, :method, :gateway, :gateway_key, :phone,
               :payer, :payer_currency, :payee, :payee_currency, :accepted, :sent,
               0, :next, :accepted)
            on conflict on constraint execution_reference do nothing
            returning 1)
          select platform.refuse_unless(exists (select from claimed), 'executions.claimed')
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select * from executions.execution
          where merchant_id = :merchant and reference_id = :reference
          """);

  private static final Sql MOVE =
      Sql.of(
          """
          with moved as (
            update executions.execution
            set state = :state,
              version = version + 1,
              provider_transaction_id = coalesce(:transaction, provider_transaction_id),
              gateway_code = coalesce(:code, gateway_code),
              gateway_message = coalesce(:message, gateway_message),
              next_at = :next,
              final_at = :final,
              absent_at = null,
              updated_at = :now
            where merchant_id = :merchant and id = :id and version = :version
            returning 1)
          select platform.refuse_unless(exists (select from moved), 'executions.moved')
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

  private static final Sql LOOK_AGAIN =
      Sql.of(
          """
          update executions.execution
          set next_at = :next, absent_at = :absent, checks = checks + 1
          where merchant_id = :merchant and id = :id and version = :version
            and next_at is not null
          """);

  private static final Sql NOTE =
      Sql.of(
          """
          insert into executions.gateway_exception
            (merchant_id, execution_id, kind, amount_minor, currency, provider_transaction_id, said,
             noted_at)
          values (:merchant, :id, :kind, :amount, :currency, :transaction, :said, :now)
          on conflict on constraint gateway_exception_once do nothing
          """);

  private static final Sql EXCEPTIONS =
      Sql.of(
          """
          select x.merchant_id, x.id, x.kind, x.said, x.noted_at, e.reference_id
          from executions.gateway_exception x
          join executions.execution e
            on e.merchant_id = x.merchant_id and e.id = x.execution_id
          order by x.noted_at desc, x.id desc
          limit :most
          """);

  private static final Sql OLDEST_DUE =
      Sql.of("select min(next_at) as due from executions.execution where next_at is not null");

  Step<Long> nextIds() {
    return NEXT_IDS.bare().only(row -> row.number("first"));
  }

  /** Writes the execution, guarded by {@link #CLAIMED}; a claim under way is waited for. */
  Step<Done> claim(Execution execution, Instant next) {
    return CLAIM
        .with("merchant", execution.merchant().value())
        .with("id", execution.id().value())
        .with("operation", execution.operation())
        .with("reference", execution.reference().value())
        .with("hash", HexFormat.of().parseHex(execution.requestHash()))
        .with("state", execution.state())
        .with("session", execution.session().value())
        .with("account", execution.account().value())
        .with("document_kind", execution.documentKind())
        .with("document", execution.document().value())
        .with("method", execution.method())
        .with("gateway", execution.gateway())
        .with("gateway_key", execution.gatewayKey().value())
        .with("phone", execution.phone().digits())
        .with("payer", execution.payer().minorUnits())
        .with("payer_currency", execution.payer().currency().code())
        .with("payee", execution.payee().minorUnits())
        .with("payee_currency", execution.payee().currency().code())
        .with("accepted", execution.acceptedAt())
        .with("sent", execution.sentAt())
        .with("next", next)
        .done();
  }

  Step<Optional<Execution>> find(MerchantId merchant, ReferenceId reference) {
    return FIND.with("merchant", merchant.value())
        .with("reference", reference.value())
        .first(ExecutionStore::execution);
  }

  /** Moves an execution to another state, guarded by {@link #MOVED}. */
  Step<Done> move(
      Execution from, ExecutionState to, GatewayWord word, Optional<Instant> next, Instant now) {
    return MOVE.with("merchant", from.merchant().value())
        .with("id", from.id().value())
        .with("version", from.version())
        .with("state", to)
        .with("transaction", word.transaction())
        .with("code", word.code())
        .with("message", word.message())
        .with("next", next)
        .with("final", to.isFinal() ? Optional.of(now) : Optional.empty())
        .with("now", now)
        .done();
  }

  /** Takes executions that are due, for as long as the lease. */
  Step<List<Execution>> claimDue(Instant now, Instant lease, int most) {
    return CLAIM_DUE
        .with("now", now)
        .with("lease", lease)
        .with("most", most)
        .list(ExecutionStore::execution);
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

  Step<Integer> lookAgain(Execution execution, Instant next, Optional<Instant> absent) {
    return LOOK_AGAIN
        .with("merchant", execution.merchant().value())
        .with("id", execution.id().value())
        .with("version", execution.version())
        .with("next", next)
        .with("absent", absent)
        .count();
  }

  /** Writes down what a gateway said that does not fit; once for each kind. */
  Step<Integer> note(
      Execution execution, ExceptionKind kind, Optional<Money> amount, String said, Instant now) {
    return NOTE.with("merchant", execution.merchant().value())
        .with("id", execution.id().value())
        .with("kind", kind)
        .with("amount", amount.map(Money::minorUnits))
        .with("currency", amount.map(money -> money.currency().code()))
        .with("transaction", execution.word().transaction())
        .with("said", said)
        .with("now", now)
        .count();
  }

  Step<List<GatewayException>> exceptions(int most) {
    return EXCEPTIONS
        .with("most", most)
        .list(row ->
            new GatewayException(
                row.number("id"),
                new MerchantId(row.number("merchant_id")),
                new ReferenceId(row.uuid("reference_id")),
                row.word("kind", ExceptionKind.class),
                row.text("said"),
                row.moment("noted_at")));
  }

  Step<Optional<Instant>> oldestDue() {
    return OLDEST_DUE.bare().only(row -> row.optionalMoment("due"));
  }

  private static Execution execution(Row row) {
    return new Execution(
        new MerchantId(row.number("merchant_id")),
        new ExecutionId(row.number("id")),
        row.word("operation", OperationType.class),
        new ReferenceId(row.uuid("reference_id")),
        HexFormat.of().formatHex(row.bytes("request_hash")),
        row.word("state", ExecutionState.class),
        row.count("version"),
        new SessionId(row.number("session_id")),
        new PaymentAccountId(row.number("payment_account_id")),
        row.word("document_kind", DocumentKind.class),
        new DocumentId(row.number("document_id")),
        row.word("method", PaymentMethod.class),
        row.text("gateway"),
        new GatewayKey(row.uuid("gateway_key")),
        new PhoneNumber(row.text("phone")),
        new Money(row.number("payer_minor"), new CurrencyCode(row.text("payer_currency"))),
        new Money(row.number("payee_minor"), new CurrencyCode(row.text("payee_currency"))),
        new GatewayWord(
            row.optionalText("provider_transaction_id"),
            row.optionalText("gateway_code"),
            row.optionalText("gateway_message")),
        row.moment("accepted_at"),
        row.optionalMoment("sent_at"),
        row.optionalMoment("absent_at"),
        row.count("checks"));
  }
}
