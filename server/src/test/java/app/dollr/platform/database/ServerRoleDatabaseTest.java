package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** What the role that the program runs as may not do, whatever the program tries. */
class ServerRoleDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create schema theirs",
        "create table public.theirs (id int)",
        "create table executions.theirs (id int)",
        "create view executions.theirs as select 1",
        "create function platform.theirs() returns int language sql as 'select 1'",
        "create or replace function platform.refuse_unless(holds boolean, guard text)"
            + " returns void language sql as 'select'",
        "create extension pg_trgm",
        "create role theirs",
        "create database theirs",
        "alter table executions.execution add column theirs int",
        "alter table executions.execution drop constraint execution_payer_positive",
        "alter table executions.execution disable trigger all",
        "alter table executions.execution owner to dollr_server",
        "drop table executions.execution",
        "drop schema executions cascade",
        "drop function platform.refuse_unless(boolean, text)",
        "drop index executions.execution_due",
        "truncate executions.execution cascade",
        "truncate executions.gateway_exception",
        "delete from executions.execution",
        "delete from executions.gateway_exception",
        "update executions.gateway_exception set said = ''",
        "update executions.gateway_exception set amount_minor = 1",
        "update ledger.journal set kind = 'FUNDING'",
        "delete from ledger.journal",
        "truncate ledger.journal",
        "alter table ledger.journal disable trigger all",
        "drop trigger journal_is_only_added_to on ledger.journal",
        "update ledger.seal set number = 1",
        "delete from ledger.seal",
        "truncate ledger.seal",
        "update ledger.unfolded set amount_minor = 1",
        "truncate ledger.unfolded",
        "delete from ledger.wallet",
        "truncate ledger.wallet",
        "delete from ledger.sealer",
        "update fees.tier_rate set percentage = 0",
        "delete from fees.gateway_fee",
        "update fees.fx_rate set per_usd = 1",
        "delete from merchants.passcode",
        "delete from documents.document",
        "delete from documents.number_counter",
        "delete from checkout.session",
        "delete from merchants.merchant",
        "delete from parties.party",
        "delete from access.client",
        "update access.signing_key set sealed_key = ''",
        "delete from sandbox.payment",
        "select * from platform.schema_history",
        "update platform.schema_history set success = true",
        "select setval('executions.execution_id', 1)",
        "select pg_read_file('postgresql.conf')",
        "select passwd from pg_shadow",
        "copy executions.execution to program 'cat'",
        "set role dollr_owner",
        "set session_replication_role = replica"
      })
  void isRefused(String statement) throws SQLException {
    try (var session = TestSession.open(DATABASE.server())) {
      assertThat(stateOf(session, statement)).isEqualTo(INSUFFICIENT_PRIVILEGE);
    }
  }

  @Test
  void ownsNothing() {
    var owned =
        """
        select count(*) from pg_class where relowner = 'dollr_server'::regrole
        """;
    assertThat(DATABASE.number(owned)).isZero();
  }

  @Test
  void hasNoRightThatIsNotWrittenDown() {
    var outsiders =
        """
        select count(*)
        from pg_class c, aclexplode(c.relacl) a
        where c.relnamespace::regnamespace::text !~ '^pg_|^information_schema$'
          and a.grantee not in ('dollr_server'::regrole, c.relowner)
        """;
    assertThat(DATABASE.number(outsiders)).as("rights of others, of everybody too").isZero();
  }

  private static String stateOf(TestSession session, String statement) {
    try {
      session.run(statement);
      return "done";
    } catch (PSQLException e) {
      return String.valueOf(e.getSQLState());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
