package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.embedded.EmbeddedPostgres;
import app.dollr.testing.TestDatabases;
import app.dollr.testing.TestSession;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** Every named constraint and unique index, with a statement that it refuses. */
class ConstraintsDatabaseTest {
  private static final List<Case> CASES =
      List.of(
          duplicate("scheduled_tasks_pkey", "platform.scheduled_tasks"),
          duplicate("client_pkey", "access.client"),
          set("client_id_length", "access.client", "client_id = repeat('c', 65)"),
          set("client_id_length", "access.client", "client_id = ''"),
          set("client_secret_is_hashed", "access.client", "secret_hash = 'secret'"),
          duplicate("signing_key_pkey", "access.signing_key"),
          duplicate("merchant_pkey", "merchants.merchant"),
          set("merchant_name_length", "merchants.merchant", "name = ''"),
          set("merchant_name_length", "merchants.merchant", "name = repeat('n', 256)"),
          set("merchant_type_known", "merchants.merchant", "type = 'BANK'"),
          set("merchant_email_length", "merchants.merchant", "email = repeat('e', 255)"),
          set("merchant_phone_form", "merchants.merchant", "phone = '+231771234567'"),
          duplicate("party_pkey", "parties.party"),
          set("party_fullname_length", "parties.party", "fullname = ''"),
          set("party_fullname_length", "parties.party", "fullname = repeat('n', 256)"),
          set("party_phone_form", "parties.party", "phone = '0771234567'"),
          set("party_phone_form", "parties.party", "phone = '2317712'"),
          set("party_phone_form", "parties.party", "phone = '2317712345678901'"),
          set("party_email_length", "parties.party", "email = repeat('e', 255)"),
          set("party_country_form", "parties.party", "country_code = 'LBR'"),
          duplicate("counterparty_pkey", "parties.counterparty"),
          set("counterparty_party", "parties.counterparty", "party_id = 99"),
          set("counterparty_party", "parties.counterparty", "merchant_id = 2"),
          set(
              "counterparty_relationship_known",
              "parties.counterparty",
              "relationship_type = 'NEIGHBOUR'"),
          duplicate("payment_account_pkey", "accounts.payment_account"),
          set(
              "payment_account_operation_known",
              "accounts.payment_account",
              "operation_type = 'LOAN'"),
          set("payment_account_name_length", "accounts.payment_account", "account_name = ''"),
          set("payment_account_country_form", "accounts.payment_account", "country_code = 'lr'"),
          set(
              "payment_account_payment_method_form",
              "accounts.payment_account",
              "method = 'CREDIT_CARD', payment_method_id = '4242'"),
          set(
              "payment_account_payment_method_of_card",
              "accounts.payment_account",
              "payment_method_id = 'pm_card_visa'"),
          set("payment_account_phone_form", "accounts.payment_account", "phone = '12'"),
          duplicate("document_pkey", "documents.document"),
          another("document_number", "documents.document", "{\"id\": 99}"),
          set("document_kind_known", "documents.document", "kind = 'QUOTE'"),
          set("document_currency_form", "documents.document", "currency = 'usd'"),
          set("document_total_range", "documents.document", "total_minor = -1"),
          set("document_total_range", "documents.document", "total_minor = 1000000000000001"),
          set("document_lines_range", "documents.document", "lines = 201"),
          set("document_status_known", "documents.document", "status = 'DRAFT'"),
          set("document_paid_has_time", "documents.document", "status = 'PAID'"),
          set("document_paid_has_time", "documents.document", "paid_at = created_at"),
          set("document_payable_has_lines", "documents.document", "lines = 0"),
          set("document_payable_is_shown", "documents.document", "shown = null"),
          set("document_note_length", "documents.document", "note = repeat('n', 2001)"),
          set("document_reference_length", "documents.document", "reference_id = repeat('r', 256)"),
          set("document_fee_bearer_known", "documents.document", "fee_bearer = 'NOBODY'"),
          duplicate("line_pkey", "documents.line"),
          set("line_document", "documents.line", "document_id = 99"),
          set("line_document", "documents.line", "merchant_id = 2"),
          set("line_name_length", "documents.line", "name = ''"),
          set("line_qty_range", "documents.line", "qty = 0"),
          set("line_qty_range", "documents.line", "qty = 1000001"),
          set("line_unit_positive", "documents.line", "unit_minor = 0"),
          duplicate("number_counter_pkey", "documents.number_counter"),
          set("number_counter_positive", "documents.number_counter", "next = 0"),
          duplicate("statement_pkey", "settlement.statement"),
          another("statement_once", "settlement.statement", "{\"id\": 99}"),
          set("statement_content_is_hashed", "settlement.statement", "content_hash = 'statement'"),
          set("statement_name_length", "settlement.statement", "name = ''"),
          set("statement_period", "settlement.statement", "until_at = '2026-02-01T00:00:00Z'"),
          duplicate("line_pkey_of_gateway", "settlement.line"),
          set("line_statement", "settlement.line", "statement_id = 99"),
          set("line_kind_known", "settlement.line", "kind = 'GIFT'"),
          set("line_currency_form", "settlement.line", "currency = 'usd'"),
          set("line_execution_of_merchant", "settlement.line", "merchant_id = null"),
          set("line_break_known", "settlement.line", "break_kind = 'ODD'"),
          duplicate("attempt_pkey", "stripe.attempt"),
          set("attempt_object_form", "stripe.attempt", "object_id = 'ch_1'"),
          duplicate("told_pkey", "stripe.told"),
          set("told_id_length", "stripe.told", "id = ''"),
          set("told_object_length", "stripe.told", "object_id = ''"),
          set("told_tries_not_negative", "stripe.told", "tries = -1"),
          duplicate("dispute_pkey", "executions.dispute"),
          another("dispute_once", "executions.dispute", "{\"id\": 99}"),
          set("dispute_execution", "executions.dispute", "execution_id = 99"),
          set("dispute_amount_positive", "executions.dispute", "amount_minor = 0"),
          set("dispute_standing_known", "executions.dispute", "standing = 'SHRUGGED'"),
          set("dispute_charged_only_while_withdrawn", "executions.dispute", "withdrawn = false"),
          set("dispute_owed_within_charged", "executions.dispute", "owed_minor = 25001"),
          set("dispute_version_positive", "executions.dispute", "version = 0"),
          duplicate("session_pkey", "checkout.session"),
          set("session_document_kind_known", "checkout.session", "document_kind = 'QUOTE'"),
          set("session_kind_known", "checkout.session", "kind = 'LOAN', document_id = null"),
          set("session_checkout_whole", "checkout.session", "fee_bearer = null"),
          set("session_payout_whole", "checkout.session", "wallet_id = 1, payment_account_id = 1"),
          set("session_transfer_whole", "checkout.session", "wallet_id = 1, counterparty_id = 1"),
          set("session_refund_whole", "checkout.session", "wallet_id = 1, original_id = 1"),
          set("session_reason_length", "checkout.session", "reason = repeat('r', 2001)"),
          set("session_amount_positive", "checkout.session", "amount_minor = 0"),
          set("session_fee_bearer_known", "checkout.session", "fee_bearer = 'NOBODY'"),
          set("session_status_known", "checkout.session", "status = 'EXPIRED'"),
          set("session_expires_later", "checkout.session", "expires_at = created_at"),
          duplicate("execution_pkey", "executions.execution"),
          another("execution_reference", "executions.execution", "{\"id\": 99}"),
          set("execution_operation_known", "executions.execution", "operation = 'LOAN'"),
          set("execution_request_is_hashed", "executions.execution", "request_hash = 'wish'"),
          set("execution_state_known", "executions.execution", "state = 'LOST'"),
          set(
              "execution_final_has_time",
              "executions.execution",
              "state = 'FAILED', next_at = null"),
          set(
              "execution_final_has_time",
              "executions.execution",
              "final_at = accepted_at, next_at = null"),
          set(
              "execution_final_waits_for_nothing",
              "executions.execution",
              "state = 'FAILED', final_at = accepted_at"),
          set("execution_gateway_whole", "executions.execution", "gateway = null"),
          set("execution_gateway_whole", "executions.execution", "gateway_key = null"),
          set("execution_gateway_whole", "executions.execution", "phone = null"),
          set(
              "execution_payment_method_form",
              "executions.execution",
              "method = 'CREDIT_CARD', phone = null, payment_method_id = '4242'"),
          set(
              "execution_gateway_whole",
              "executions.execution",
              "payment_method_id = 'pm_card_visa'"),
          set("execution_awaits_payer_of_card", "executions.execution", "state = 'AWAITING_PAYER'"),
          set("execution_collection_has_document", "executions.execution", "document_id = null"),
          set("execution_refund_has_original", "executions.execution", "original_id = 1"),
          set("execution_base_positive", "executions.execution", "base_minor = 0"),
          set("execution_fees_not_negative", "executions.execution", "platform_fee_minor = -1"),
          set("execution_fees_not_negative", "executions.execution", "gateway_fee_minor = -1"),
          set("execution_fees_not_negative", "executions.execution", "fx_fee_minor = -1"),
          set("execution_payer_positive", "executions.execution", "payer_minor = 0"),
          set("execution_payee_positive", "executions.execution", "payee_minor = 0"),
          duplicate("gateway_exception_pkey", "executions.gateway_exception"),
          another("gateway_exception_once", "executions.gateway_exception", "{\"id\": 99}"),
          set("gateway_exception_execution", "executions.gateway_exception", "execution_id = 99"),
          set("gateway_exception_kind_known", "executions.gateway_exception", "kind = 'ODD'"),
          set(
              "gateway_exception_operation_known",
              "executions.gateway_exception",
              "operation = 'LOAN'"),
          set("gateway_exception_money_whole", "executions.gateway_exception", "currency = 'USD'"),
          set("gateway_exception_money_whole", "executions.gateway_exception", "incoming = true"),
          set(
              "gateway_exception_dispute_named",
              "executions.gateway_exception",
              "kind = 'DISPUTE'"),
          set(
              "gateway_exception_reinstated_was_taken",
              "executions.gateway_exception",
              "reinstated_at = noted_at"),
          set(
              "gateway_exception_amount_positive",
              "executions.gateway_exception",
              "amount_minor = 0, currency = 'USD', incoming = true"),
          set(
              "gateway_exception_resolution_known",
              "executions.gateway_exception",
              "resolution = 'KEEP', resolved_at = noted_at"),
          set(
              "gateway_exception_resolved_has_time",
              "executions.gateway_exception",
              "resolution = 'REFUND'"),
          duplicate("event_pkey", "platform.event"),
          another("event_types_count", "platform.event", "{\"id\": 99, \"types\": []}"),
          another("event_sequence_positive", "platform.event", "{\"id\": 99, \"sequence\": 0}"),
          duplicate("expiry_pkey", "checkout.expiry"),
          set("expiry_is_one", "checkout.expiry", "only_one = false"),
          duplicate("endpoint_pkey", "webhooks.endpoint"),
          set("endpoint_url_length", "webhooks.endpoint", "url = ''"),
          set("endpoint_url_length", "webhooks.endpoint", "url = repeat('u', 2049)"),
          set("endpoint_description_length", "webhooks.endpoint", "description = repeat('d', 256)"),
          set("endpoint_types_count", "webhooks.endpoint", "types = '{}'"),
          set("endpoint_status_known", "webhooks.endpoint", "status = 'PAUSED'"),
          set("endpoint_disabled_has_time", "webhooks.endpoint", "status = 'DISABLED'"),
          set("endpoint_previous_whole", "webhooks.endpoint", "sealed_previous = 'x'"),
          duplicate("delivery_pkey", "webhooks.delivery"),
          set("delivery_endpoint", "webhooks.delivery", "endpoint_id = 99"),
          set(
              "delivery_state_known",
              "webhooks.delivery",
              "state = 'LOST', next_at = null, ended_at = created_at"),
          set("delivery_pending_has_next", "webhooks.delivery", "next_at = null"),
          set("delivery_ended_has_time", "webhooks.delivery", "ended_at = created_at"),
          set("delivery_attempts_not_negative", "webhooks.delivery", "attempts = -1"),
          duplicate("attempt_pkey", "webhooks.attempt"),
          set("attempt_delivery", "webhooks.attempt", "delivery_id = 99"),
          set("attempt_ended", "webhooks.attempt", "error = 'why'"),
          set("attempt_took_not_negative", "webhooks.attempt", "took_micros = -1"),
          duplicate("resend_pkey", "webhooks.resend"),
          duplicate("cursor_pkey", "webhooks.cursor"),
          set("cursor_is_one", "webhooks.cursor", "only_one = false"),
          duplicate("payment_pkey", "sandbox.payment"),
          set(
              "payment_status_known",
              "sandbox.payment",
              "status = 'LOST', settled_at = created_at"),
          set("payment_verdict_known", "sandbox.payment", "verdict = 'MAYBE'"),
          set("payment_settled_has_time", "sandbox.payment", "status = 'COMPLETED'"),
          set("payment_settled_has_time", "sandbox.payment", "settled_at = created_at"),
          duplicate("payment_intent_pkey", "sandbox.payment_intent"),
          another("payment_intent_key", "sandbox.payment_intent", "{\"id\": \"pi_2\"}"),
          set("payment_intent_amount_positive", "sandbox.payment_intent", "amount_minor = 0"),
          set("payment_intent_status_known", "sandbox.payment_intent", "status = 'LOST'"),
          set("payment_intent_callback_has_time", "sandbox.payment_intent", "callbacks_left = 1"),
          duplicate("refund_pkey", "sandbox.refund"),
          another("refund_key", "sandbox.refund", "{\"id\": \"re_2\"}"),
          set("refund_payment_intent", "sandbox.refund", "payment_intent_id = 'pi_9'"),
          set("refund_amount_positive", "sandbox.refund", "amount_minor = 0"),
          set("refund_status_known", "sandbox.refund", "status = 'LOST'"),
          set("refund_callback_has_time", "sandbox.refund", "callbacks_left = 1"),
          duplicate("key_pkey", "gateways.key"),
          set("key_operation_known", "gateways.key", "operation = 'LOAN'"),
          duplicate("tier_pkey", "fees.tier"),
          another("tier_name", "fees.tier", "{\"id\": 99}"),
          set("tier_default", "fees.tier", "is_default = true"),
          set("tier_name_length", "fees.tier", "name = ''"),
          set("tier_name_length", "fees.tier", "name = repeat('n', 65)"),
          duplicate("tier_rate_pkey", "fees.tier_rate"),
          set("tier_rate_tier", "fees.tier_rate", "tier_id = tier_id + 90"),
          another("tier_rate_begins_once", "fees.tier_rate", "{\"id\": 99}"),
          set("tier_rate_operation_known", "fees.tier_rate", "operation = 'LOAN'"),
          set("tier_rate_percentage_range", "fees.tier_rate", "percentage = -1"),
          set("tier_rate_percentage_range", "fees.tier_rate", "percentage = 101"),
          set("tier_rate_fx_percentage_range", "fees.tier_rate", "fx_percentage = -1"),
          set("tier_rate_fx_percentage_range", "fees.tier_rate", "fx_percentage = 101"),
          set("tier_rate_fixed_whole", "fees.tier_rate", "fixed_minor = 1"),
          set("tier_rate_fixed_whole", "fees.tier_rate", "fixed_currency = 'USD'"),
          set(
              "tier_rate_fixed_not_negative",
              "fees.tier_rate",
              "fixed_minor = -1, fixed_currency = 'USD'"),
          duplicate("gateway_fee_pkey", "fees.gateway_fee"),
          another("gateway_fee_begins_once", "fees.gateway_fee", "{\"id\": 99}"),
          set("gateway_fee_operation_known", "fees.gateway_fee", "operation = 'LOAN'"),
          set("gateway_fee_percentage_range", "fees.gateway_fee", "percentage = -1"),
          set("gateway_fee_percentage_range", "fees.gateway_fee", "percentage = 101"),
          set(
              "gateway_fee_fixed_whole",
              "fees.gateway_fee",
              "fixed_minor = 1, fixed_currency = null"),
          set(
              "gateway_fee_fixed_whole",
              "fees.gateway_fee",
              "fixed_minor = null, fixed_currency = 'USD'"),
          set(
              "gateway_fee_fixed_not_negative",
              "fees.gateway_fee",
              "fixed_minor = -1, fixed_currency = 'USD'"),
          duplicate("fx_rate_pkey", "fees.fx_rate"),
          another("fx_rate_begins_once", "fees.fx_rate", "{\"id\": 99}"),
          set("fx_rate_currency_form", "fees.fx_rate", "currency = 'lrd'"),
          set("fx_rate_currency_form", "fees.fx_rate", "currency = 'USD'"),
          set("fx_rate_positive", "fees.fx_rate", "per_usd = 0"),
          duplicate("merchant_tier_pkey", "fees.merchant_tier"),
          set("merchant_tier_tier", "fees.merchant_tier", "tier_id = 99"),
          another("merchant_tier_begins_once", "fees.merchant_tier", "{\"id\": 99}"),
          duplicate("wallet_pkey", "ledger.wallet"),
          another("wallet_once", "ledger.wallet", "{\"id\": 99}"),
          set("wallet_available_not_negative", "ledger.wallet", "available_minor = -1"),
          set("wallet_reserved_not_negative", "ledger.wallet", "reserved_minor = -1"),
          set("wallet_currency_form", "ledger.wallet", "currency = 'usd'"),
          set("wallet_status_known", "ledger.wallet", "status = 'LOST'"),
          another("journal_pkey", "ledger.journal", "{}"),
          another("journal_has_postings", "ledger.journal", "{\"amounts_minor\": []}"),
          another(
              "journal_postings_whole", "ledger.journal", "{\"currencies\": [\"USD\", \"USD\"]}"),
          another("journal_postings_whole", "ledger.journal", "{\"to_accounts\": []}"),
          another("journal_postings_whole", "ledger.journal", "{\"from_accounts\": []}"),
          another("journal_amounts_positive", "ledger.journal", "{\"amounts_minor\": [0]}"),
          another("journal_postings_known", "ledger.journal", "{\"currencies\": [null]}"),
          another("journal_wallet_named", "ledger.journal", "{\"wallet_id\": null}"),
          another(
              "journal_party_wallet_named",
              "ledger.journal",
              "{\"to_accounts\": [\"PARTY_WALLET\"]}"),
          another("journal_gateway_named", "ledger.journal", "{\"gateway\": null}"),
          duplicate("unfolded_pkey", "ledger.unfolded"),
          set("unfolded_positive", "ledger.unfolded", "amount_minor = 0"),
          duplicate("seal_pkey", "ledger.seal"),
          another("seal_number_positive", "ledger.seal", "{\"number\": 0}"),
          another("seal_has_journals", "ledger.seal", "{\"journal_ids\": []}"),
          another("seal_hashes", "ledger.seal", "{\"previous_hash\": \"\\\\x00\"}"),
          another("seal_hashes", "ledger.seal", "{\"root\": \"\\\\x00\"}"),
          another("seal_hashes", "ledger.seal", "{\"hash\": \"\\\\x00\"}"),
          duplicate("sealer_pkey", "ledger.sealer"),
          set("sealer_is_one", "ledger.sealer", "only_one = false"),
          duplicate("passcode_pkey", "merchants.passcode"),
          another("passcode_of_user", "merchants.passcode", "{\"id\": 99}"),
          another(
              "passcode_of_phone", "merchants.passcode", "{\"id\": 99, \"user_id\": \"other\"}"),
          another(
              "passcode_default",
              "merchants.passcode",
              "{\"id\": 99, \"user_id\": \"other\", \"phone\": null}"),
          set("passcode_is_argon2id", "merchants.passcode", "hash = '1234'"),
          set("passcode_failures_not_negative", "merchants.passcode", "failures = -1"),
          set("passcode_phone_form", "merchants.passcode", "phone = '+231771234567'"),
          duplicate("idempotency_key_pkey", "platform.idempotency_key"),
          set("idempotency_key_length", "platform.idempotency_key", "key = ''"),
          set("idempotency_key_length", "platform.idempotency_key", "key = repeat('k', 256)"),
          set(
              "idempotency_key_request_is_hashed",
              "platform.idempotency_key",
              "request_hash = 'request'"),
          duplicate("link_pkey", "checkout.link"),
          set("link_document_kind_known", "checkout.link", "document_kind = 'QUOTE'"),
          set("link_mode_known", "checkout.link", "mode = 'POST'"),
          another("link_asked_for_once", "checkout.link", "{\"id\": 99, \"mode\": \"RECEIPT\"}"),
          set("link_success_url_length", "checkout.link", "success_url = repeat('u', 2049)"),
          set("link_cancel_url_length", "checkout.link", "cancel_url = repeat('u', 2049)"),
          set("link_expires_later", "checkout.link", "expires_at = created_at"),
          duplicate("link_token_pkey", "checkout.link_token"),
          set("link_token_is_hashed", "checkout.link_token", "token_hash = 'token'"),
          duplicate("look_pkey", "merchants.look"),
          another("look_of_merchant", "merchants.look", "{\"merchant_id\": 99}"),
          set("look_colour_form", "merchants.look", "colour = 'red'"),
          set("look_logo_type_known", "merchants.look", "logo_type = 'image/svg+xml'"),
          set("look_logo_whole", "merchants.look", "logo = null"),
          set("look_logo_size", "merchants.look", "logo = decode(repeat('00', 40961), 'hex')"));

  private static String database = "";

  /** A statement that the constraint refuses. */
  record Case(String constraint, String statement) {}

  @BeforeAll
  static void stepThroughMigrationsWithSamples() throws SQLException {
    database = TestDatabases.createEmpty();
    for (var version : Samples.versions(owner())) {
      Samples.take(owner(), version);
    }
  }

  @AfterAll
  static void dropDatabase() {
    TestDatabases.drop(database);
  }

  static Stream<Case> cases() {
    return CASES.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refuses(Case example) throws SQLException {
    try (var session = TestSession.open(owner())) {
      session.run("begin");
      assertThat(constraintThatRefuses(session, example.statement()))
          .as(example.statement())
          .isEqualTo(example.constraint());
    }
  }

  /** The rules about whole rows are told by one check each, whose function names them. */
  @Test
  void everyConstraintHasACase() throws SQLException {
    try (var session = TestSession.open(owner())) {
      var constraints =
          session.column(
              """
              select conname
              from pg_constraint
              where contype <> 'n'
                and connamespace::regnamespace::text !~ '^pg_|^information_schema$'
                and conname !~ '^schema_history|_is_whole$'
                and conparentid = 0 and coninhcount = 0
              union
              select (regexp_matches(prosrc, 'then ''(\\w+)''', 'g'))[1]
              from pg_proc
              where proname = 'is_whole'
              union
              select relname
              from pg_index
              join pg_class on pg_class.oid = indexrelid
              where indisunique
                and not relispartition
                and relnamespace::regnamespace::text !~ '^pg_|^information_schema$'
                and relname !~ '^schema_history'
              """);
      assertThat(CASES.stream().map(Case::constraint).distinct())
          .containsExactlyInAnyOrderElementsOf(constraints);
    }
  }

  private static String constraintThatRefuses(TestSession session, String statement)
      throws SQLException {
    try {
      session.run(statement);
      return "none";
    } catch (PSQLException e) {
      var message = e.getServerErrorMessage();
      // A partition's own constraint bears the number of the partition.
      return message == null
          ? e.toString()
          : String.valueOf(message.getConstraint()).replaceFirst("^event_\\d_", "event_");
    }
  }

  private static Case set(String constraint, String table, String change) {
    return new Case(constraint, "update %s set %s".formatted(table, change));
  }

  private static Case duplicate(String constraint, String table) {
    return new Case(
        constraint, "insert into %1$s overriding system value select * from %1$s".formatted(table));
  }

  /** The same row again, but for some columns. */
  private static Case another(String constraint, String table, String columns) {
    return new Case(
        constraint,
        """
        insert into %1$s overriding system value
        select (jsonb_populate_record(same, '%2$s')).* from %1$s same
        """
            .formatted(table, columns));
  }

  private static DatabaseAddress owner() {
    return EmbeddedPostgres.throwaway().owner(database);
  }
}
