package app.dollr.platform.database;

import app.dollr.testing.TestSession;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * One row for each table, inserted as soon as the migration that makes the table is taken, in the
 * shape the table has then. Later migrations meet a database that is in use.
 */
final class Samples {
  private static final Map<String, String> BY_VERSION = new LinkedHashMap<>();

  static {
    BY_VERSION.put(
        "0002",
        """
        insert into platform.scheduled_tasks
          (task_name, task_instance, execution_time, picked, version)
        values ('chore', 'recurring', '2026-03-01T09:00:00Z', false, 1);
        """);
    BY_VERSION.put(
        "0003",
        """
        insert into access.client
          (client_id, merchant_id, secret_hash, generation, created_at, updated_at)
        values
          ('client_a', 1, sha256('secret'), 1, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into access.signing_key (key_id, sealed_key, created_at)
        values ('key_a', '\\x00', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0004",
        """
        insert into merchants.merchant (name, type, email, phone, created_at, updated_at)
        values ('Ma Hawa''s Rice', 'ORGANIZATION', 'hawa@example.com', '231771234567',
          '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0005",
        """
        insert into parties.party
          (merchant_id, fullname, phone, email, country_code, created_at, updated_at)
        values (1, 'Ma Hawa', '231771234567', 'hawa@example.com', 'LR',
          '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into parties.counterparty
          (merchant_id, party_id, relationship_type, created_at, updated_at)
        values (1, 1, 'CUSTOMER', '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0006",
        """
        insert into accounts.payment_account
          (merchant_id, party_id, operation_type, account_name, provider, method, country_code,
           phone, is_active, created_at, updated_at)
        values (1, 1, 'COLLECTION', 'Ma Hawa''s phone', 'PAWAPAY', 'ORANGE_MONEY_LBR', 'LR',
          '231771234567', true, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0007",
        """
        insert into documents.document
          (merchant_id, kind, number, counterparty_id, currency, total_minor, lines, status, note,
           fee_bearer, as_payment_link, created_at, updated_at)
        values (1, 'INVOICE', 'INV-2026-00001', 1, 'USD', 25000, 1, 'PROCESSING', 'Rice',
          'PAYER', true, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into documents.line
          (merchant_id, document_id, name, qty, unit_minor, created_at, updated_at)
        values (1, 1, 'Rice', 2, 12500, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into documents.number_counter (merchant_id, kind, year, next)
        values (1, 'INVOICE', 2026, 2);
        """);
    BY_VERSION.put(
        "0008",
        """
        insert into checkout.session
          (merchant_id, kind, document_kind, document_id, currency, amount_minor, fee_bearer, status,
           expires_at, created_at, updated_at)
        values (1, 'CHECKOUT', 'INVOICE', 1, 'USD', 25000, 'PAYER', 'EXECUTED',
          '2026-03-01T09:30:00Z', '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0009",
        """
        insert into executions.execution
          (merchant_id, id, operation, reference_id, request_hash, state, version, session_id,
           payment_account_id, document_kind, document_id, wallet_id, method, gateway, gateway_key,
           phone, base_minor, base_currency, platform_fee_minor, gateway_fee_minor, fx_fee_minor,
           rounding_minor, payer_minor, payer_currency, payee_minor, payee_currency, quoted_at,
           accepted_at, checks, next_at, updated_at)
        values (1, 1, 'COLLECTION', '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', sha256('wish'),
          'ACCEPTED', 0, 1, 1, 'INVOICE', 1, 1, 'ORANGE_MONEY_LBR', 'sandbox',
          '1f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', '231771234567', 25000, 'USD', 250, 500, 0, 0,
          25750, 'USD', 25000, 'USD', '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z', 0,
          '2026-03-01T09:00:30Z', '2026-03-01T09:00:00Z');
        insert into executions.gateway_exception (merchant_id, execution_id, kind, said, noted_at)
        values (1, 1, 'OTHER_AMOUNT', 'USD 1.00 has moved', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0010",
        """
        insert into sandbox.payment
          (key, merchant_id, reference_id, operation, phone, amount_minor, currency, status,
           paid_minor, transaction_id, callbacks_left, created_at)
        values ('1f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', 1, '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff',
          'COLLECTION', '231771234567', 25000, 'USD', 'PENDING', 25000, '12345678901', 1,
          '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0011",
        """
        insert into fees.tier (name, is_default, created_at)
        values ('mine', false, '2026-03-01T09:00:00Z');
        insert into fees.tier_rate
          (tier_id, operation, percentage, fx_percentage, effective_from, created_at)
        values (1, 'COLLECTION', 1, 1, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into fees.gateway_fee (method, operation, percentage, effective_from, created_at)
        values ('AIRTEL_RWA', 'REFUND', 1, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into fees.fx_rate (currency, per_usd, source, effective_from, created_at)
        values ('EUR', 0.9, 'hand', '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into fees.merchant_tier (merchant_id, tier_id, effective_from, created_at)
        values (1, 1, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0013",
        """
        insert into ledger.wallet
          (merchant_id, currency, available_minor, reserved_minor, status, created_at, updated_at)
        values (1, 'USD', 0, 0, 'ACTIVE', '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into ledger.journal
          (merchant_id, id, kind, execution_id, wallet_id, gateway, from_accounts, to_accounts,
           currencies, amounts_minor, created_at)
        values (1, 1, 'COLLECTION', 1, 1, 'sandbox', '{GATEWAY_CLEARING}', '{WALLET}', '{USD}',
          '{25000}', '2026-03-01T09:00:00Z');
        insert into ledger.unfolded (merchant_id, wallet_id, journal_id, amount_minor)
        values (1, 1, 1, 25000);
        insert into ledger.seal
          (merchant_id, number, previous_hash, journal_ids, root, hash, sealed_at)
        values (1, 1, sha256('a'), '{1}', sha256('b'), sha256('c'), '2026-03-01T09:00:01Z');
        """);
    BY_VERSION.put(
        "0014",
        """
        insert into merchants.passcode
          (merchant_id, user_id, phone, is_default, hash, failures, created_at, updated_at)
        values (1, 'cashier', '231771234567', true, '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', 0,
          '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0015",
        """
        insert into platform.idempotency_key
          (merchant_id, key, request_hash, status, content_type, body, created_at)
        values (1, 'key', sha256('request'), 200, 'application/json', '{}', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0016",
        """
        insert into checkout.link
          (merchant_id, document_kind, document_id, mode, sealed_token, created_at)
        values (1, 'INVOICE', 1, 'HOSTED', '\\x00', '2026-03-01T09:00:00Z');
        insert into checkout.link_token (token_hash, merchant_id, link_id)
        values (sha256('token'), 1, 1);
        """);
    BY_VERSION.put(
        "0019",
        """
        insert into platform.event
          (merchant_id, slot, types, object_type, object_id, sequence, data, created_at)
        values (1, 0, '{execution.completed,payment.completed}', 'execution', 1, 1, '{}',
          '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0021",
        """
        insert into sandbox.payment_intent
          (id, key, merchant_id, reference_id, client_secret, amount_minor, currency, status,
           paid_minor, callbacks_left, created_at, updated_at)
        values ('pi_1', '2f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', 1,
          '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', 'pi_1_secret_2', 25000, 'USD', 'SUCCEEDED',
          25000, 0, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into sandbox.refund
          (id, key, payment_intent_id, merchant_id, reference_id, amount_minor, currency, status,
           fails_later, callbacks_left, created_at)
        values ('re_1', '3f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', 'pi_1', 1,
          '4f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', 25000, 'USD', 'SUCCEEDED', false, 0,
          '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0023",
        """
        insert into webhooks.endpoint
          (merchant_id, url, types, status, sealed_secret, version, created_at, updated_at)
        values (1, 'https://example.com/', '{*}', 'ENABLED', '\\x00', 1,
          '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into webhooks.delivery
          (merchant_id, endpoint_id, event_id, event_type, object_type, object_id, replay, state,
           attempts, next_at, created_at)
        values (1, 1, 2, 'invoice.paid', 'invoice', 1, false, 'PENDING', 1,
          '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z');
        insert into webhooks.attempt
          (merchant_id, delivery_id, number, began_at, took_micros, status)
        values (1, 1, 1, '2026-03-01T09:00:00Z', 1000, 500);
        insert into webhooks.resend (merchant_id, event_id, created_at)
        values (1, 2, '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0025",
        """
        insert into checkout.link
          (merchant_id, document_kind, document_id, mode, sealed_token, created_at)
        values (1, 'INVOICE', 1, 'RECEIPT', '\\x01', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0026",
        """
        insert into merchants.look (merchant_id, colour, logo_type, logo, updated_at)
        values (1, '#0a7cff', 'image/png', '\\x89504e47', '2026-03-01T09:00:00Z');
        """);
    BY_VERSION.put(
        "0028",
        """
        insert into stripe.attempt (merchant_id, key, begun_at, object_id)
        values (1, '5f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', '2026-03-01T09:00:00Z', 'pi_1');
        insert into stripe.told (id, type, object_id, received_at, next_at, tries)
        values ('evt_1', 'payment_intent.succeeded', 'pi_1', '2026-03-01T09:00:00Z', null, 1);
        """);
    BY_VERSION.put(
        "0029",
        """
        insert into executions.dispute
          (merchant_id, id, execution_id, gateway, gateway_dispute_id, amount_minor, currency, reason,
           standing, withdrawn, charged_minor, owed_minor, wallet_currency, version, opened_at,
           updated_at)
        select merchant_id, 1, id, 'stripe', 'du_1', 25000, 'USD', 'fraudulent', 'OPEN', true, 25000,
          1000, 'USD', 1, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z'
        from executions.execution limit 1;
        """);
    BY_VERSION.put(
        "0030",
        """
        insert into gateways.key (key, gateway, merchant_id, operation, reference_id)
        values ('5f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', 'pawapay', 1, 'COLLECTION',
          '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff');
        """);
    BY_VERSION.put(
        "0032",
        """
        insert into settlement.statement
          (gateway, content_hash, name, from_at, until_at, imported_at)
        values ('stripe', sha256('statement'), 'march.csv', '2026-03-01T00:00:00Z',
          '2026-03-31T23:59:59Z', '2026-04-01T09:00:00Z');
        insert into settlement.line
          (gateway, line_id, statement_id, kind, amount_minor, fee_minor, currency, gateway_key,
           transaction_id, merchant_id, execution_id, happened_at, break_kind)
        values ('stripe', 'txn_1', 1, 'PAYMENT', 25000, 755, 'USD',
          '5f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff', 'pi_1', 1, 1, '2026-03-01T09:00:00Z',
          'AMOUNT_DIFFERS');
        """);
  }

  private Samples() {}

  /** All migrations there are, in their order. */
  static List<MigrationVersion> versions(DatabaseAddress owner) {
    return Arrays.stream(Migrations.configuration(owner).load().info().all())
        .filter(MigrationInfo::isVersioned)
        .map(MigrationInfo::getVersion)
        .toList();
  }

  /** Takes the steps up to {@code version}, and inserts the sample rows of that version. */
  static void take(DatabaseAddress owner, MigrationVersion version) throws SQLException {
    Migrations.configuration(owner).target(version).load().migrate();
    var sample = BY_VERSION.get(version.getVersion());
    if (sample != null) {
      try (var session = TestSession.open(owner)) {
        session.run(sample);
      }
    }
  }

  /** The schemas that are ours. */
  static List<String> schemas(TestSession session) throws SQLException {
    return session.column(
        """
        select nspname from pg_namespace
        where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
        order by nspname
        """);
  }

  /** The tables that are ours, with how many rows each has. */
  static Map<String, Long> rows(TestSession session) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (var schema : schemas(session)) {
      var tables =
          session.column(
              """
              select relname from pg_class
              where relnamespace = '%s'::regnamespace and relkind in ('r', 'p')
                and not relispartition and relname <> 'schema_history'
              order by relname
              """
                  .formatted(schema));
      for (var table : tables) {
        var name = schema + "." + table;
        rows.put(name, session.number("select count(*) from " + name));
      }
    }
    return rows;
  }
}
