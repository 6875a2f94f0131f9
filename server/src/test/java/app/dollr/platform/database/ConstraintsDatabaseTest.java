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

/** Every named constraint, with a statement that it refuses. */
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
          duplicate("session_pkey", "checkout.session"),
          set("session_document_kind_known", "checkout.session", "document_kind = 'QUOTE'"),
          set("session_total_positive", "checkout.session", "total_minor = 0"),
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
          set("execution_payer_positive", "executions.execution", "payer_minor = 0"),
          set("execution_payee_positive", "executions.execution", "payee_minor = 0"),
          duplicate("gateway_exception_pkey", "executions.gateway_exception"),
          another("gateway_exception_once", "executions.gateway_exception", "{\"id\": 99}"),
          set("gateway_exception_execution", "executions.gateway_exception", "execution_id = 99"),
          set("gateway_exception_kind_known", "executions.gateway_exception", "kind = 'ODD'"),
          duplicate("payment_pkey", "sandbox.payment"),
          set(
              "payment_status_known",
              "sandbox.payment",
              "status = 'LOST', settled_at = created_at"),
          set("payment_verdict_known", "sandbox.payment", "verdict = 'MAYBE'"),
          set("payment_settled_has_time", "sandbox.payment", "status = 'COMPLETED'"),
          set("payment_settled_has_time", "sandbox.payment", "settled_at = created_at"));

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

  @Test
  void everyConstraintHasACase() throws SQLException {
    try (var session = TestSession.open(owner())) {
      var constraints =
          session.column(
              """
              select distinct conname
              from pg_constraint
              where contype <> 'n'
                and connamespace::regnamespace::text !~ '^pg_|^information_schema$'
                and conname !~ '^schema_history'
              order by conname
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
      return message == null ? e.toString() : String.valueOf(message.getConstraint());
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
