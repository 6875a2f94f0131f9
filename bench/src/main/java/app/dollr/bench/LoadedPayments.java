package app.dollr.bench;

import java.sql.SQLException;

/** Payments that were made before: put in by SQL, as the server would have left them. */
final class LoadedPayments {
  private static final int JOURNALS_AT_ONCE = 4000;

  private final Postgres postgres;

  LoadedPayments(Postgres postgres) {
    this.postgres = postgres;
  }

  void load(int count) throws SQLException {
    postgres.execute(
        """
        with owner as (
          select c.merchant_id, c.id as counterparty_id, a.id as account_id,
            row_number() over (order by c.merchant_id) - 1 as place, count(*) over () as owners
          from parties.counterparty c
          join accounts.payment_account a on a.merchant_id = c.merchant_id
          join merchants.merchant m on m.merchant_id = c.merchant_id and m.name like 'Bench %%')
        insert into documents.document
          (merchant_id, kind, number, counterparty_id, currency, total_minor, lines, status, note,
           fee_bearer, as_payment_link, paid_at, created_at, updated_at)
        select merchant_id, 'INVOICE', 'LOADED-' || i, counterparty_id, 'USD', 25000, 1, 'PAID',
          'Loaded', 'PAYER', true, now(), now(), now()
        from generate_series(0, %d - 1) i join owner on owner.place = i %% owner.owners
        """
            .formatted(count));
    postgres.execute(
        """
        insert into documents.line
          (merchant_id, document_id, name, qty, unit_minor, created_at, updated_at)
        select merchant_id, id, 'Loaded', 1, 25000, now(), now()
        from documents.document where note = 'Loaded'
        """);
    postgres.execute(
        """
        insert into checkout.session
          (merchant_id, kind, document_kind, document_id, fee_bearer, currency, amount_minor,
           status, expires_at, created_at, updated_at)
        select merchant_id, 'CHECKOUT', 'INVOICE', id, 'PAYER', 'USD', 25000, 'EXECUTED',
          now() + interval '30 minutes', now(), now()
        from documents.document where note = 'Loaded'
        """);
    postgres.execute(
        """
        insert into ledger.wallet
          (merchant_id, currency, available_minor, reserved_minor, status, created_at, updated_at)
        select merchant_id, 'USD', 0, 0, 'ACTIVE', now(), now() from merchants.merchant
        on conflict do nothing
        """);
    postgres.execute(
        """
        with first as (
          select setval('executions.execution_id',
            (select nextval('executions.execution_id')) + %d + 32) - %d as id)
        insert into executions.execution
          (merchant_id, id, operation, reference_id, request_hash, state, version, session_id,
           payment_account_id, document_kind, document_id, wallet_id, method, gateway, gateway_key,
           phone, base_minor, base_currency, platform_fee_minor, gateway_fee_minor, fx_fee_minor,
           rounding_minor, payer_minor, payer_currency, payee_minor, payee_currency, quoted_at,
           provider_transaction_id, accepted_at, sent_at, checks, final_at, updated_at)
        select s.merchant_id, first.id + row_number() over (), 'COLLECTION', gen_random_uuid(),
          sha256(s.id::text::bytea), 'COMPLETED', 1, s.id, a.id, 'INVOICE', s.document_id, w.id,
          'ORANGE_MONEY_LBR', 'sandbox', gen_random_uuid(), '231771234567', 25000, 'USD', 250, 500,
          0, 0, 25750, 'USD', 25000, 'USD', now(), '12345678901', now(), now(), 0, now(), now()
        from first, checkout.session s
        join documents.document d on d.merchant_id = s.merchant_id and d.id = s.document_id
        join accounts.payment_account a on a.merchant_id = s.merchant_id
        join ledger.wallet w on w.merchant_id = s.merchant_id and w.currency = 'USD'
        where d.note = 'Loaded'
        """
            .formatted(count, count));
    journals(count);
    postgres.execute(
        """
        update ledger.wallet w
        set available_minor = w.available_minor + loaded.total
        from (
          select merchant_id, wallet_id, sum(25000) as total from executions.execution e
          where exists (
            select from documents.document d
            where d.merchant_id = e.merchant_id and d.id = e.document_id and d.note = 'Loaded')
          group by merchant_id, wallet_id) as loaded
        where w.merchant_id = loaded.merchant_id and w.id = loaded.wallet_id
        """);
    postgres.execute("vacuum (analyze)");
  }

  /** In many transactions, for the sealer takes whole ones, of a bearable size. */
  private void journals(int count) throws SQLException {
    postgres.execute(
        """
        create table public.loaded as
        select e.merchant_id, e.id, e.wallet_id, row_number() over () as place
        from executions.execution e
        join documents.document d on d.merchant_id = e.merchant_id and d.id = e.document_id
        where d.note = 'Loaded'
        """);
    postgres.execute("create index on public.loaded (place)");
    postgres.execute(
        """
        do $$
        declare
          first bigint := setval('ledger.journal_id', nextval('ledger.journal_id') + %1$d + 32) - %1$d;
        begin
          for batch in 0 .. %1$d / %2$d loop
            insert into ledger.journal
              (merchant_id, id, kind, execution_id, wallet_id, gateway, from_accounts, to_accounts,
               currencies, amounts_minor, created_at)
            select merchant_id, first + place, 'COLLECTION', id, wallet_id, 'sandbox',
              '{GATEWAY_CLEARING,GATEWAY_CLEARING,GATEWAY_CLEARING}',
              '{WALLET,PLATFORM_FEES,GATEWAY_FEES}', '{USD,USD,USD}', '{25000,250,500}', now()
            from public.loaded
            where place > batch * %2$d and place <= (batch + 1) * %2$d;
            commit;
          end loop;
        end
        $$
        """
            .formatted(count, JOURNALS_AT_ONCE));
    postgres.execute("drop table public.loaded");
  }
}
