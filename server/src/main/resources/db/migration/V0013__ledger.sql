-- The double-entry ledger: journals that are only added, and the wallets they are drawn on.
create schema ledger;
grant usage on schema ledger to dollr_server;

create type ledger.account as enum (
  'WALLET', 'RESERVED', 'PARTY_WALLET', 'MERCHANT_RECEIVABLE',
  'GATEWAY_CLEARING', 'GATEWAY_FEES', 'GATEWAY_COST', 'SUSPENSE',
  'PLATFORM_FEES', 'FX_FEES', 'FX_POSITION', 'ROUNDING', 'BANK', 'FUNDING');

create table ledger.wallet (
  merchant_id bigint not null,
  id bigint generated always as identity,
  party_id bigint,
  currency text not null,
  available_minor bigint not null,
  reserved_minor bigint not null,
  status text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint wallet_pkey primary key (merchant_id, id),
  constraint wallet_once unique nulls not distinct (merchant_id, party_id, currency),
  constraint wallet_available_not_negative check (available_minor >= 0),
  constraint wallet_reserved_not_negative check (reserved_minor >= 0),
  constraint wallet_currency_form check (currency ~ '^[A-Z]{3}$'),
  constraint wallet_status_known check (status in ('ACTIVE', 'RESTRICTED', 'FROZEN', 'CLOSED'))
) with (fillfactor = 50);

comment on table ledger.wallet is
  'What is folded in; credits that are not stand in ledger.unfolded. Only debits, reservations and'
  ' the folder touch a row, so a busy merchant''s payments do not queue on it.';

-- Taken in blocks by the nodes, so that a journal''s id is known before it is written.
create sequence ledger.journal_id increment by 32;
grant usage on sequence ledger.journal_id to dollr_server;

create table ledger.journal (
  merchant_id bigint not null,
  id bigint not null,
  kind text not null,
  execution_id bigint,
  wallet_id bigint,
  party_wallet_id bigint,
  gateway text,
  from_accounts ledger.account[] not null,
  to_accounts ledger.account[] not null,
  currencies text[] not null,
  amounts_minor bigint[] not null,
  created_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint journal_pkey primary key (merchant_id, id),
  constraint journal_has_postings check (cardinality(amounts_minor) > 0),
  constraint journal_postings_whole check (
    cardinality(from_accounts) = cardinality(amounts_minor)
    and cardinality(to_accounts) = cardinality(amounts_minor)
    and cardinality(currencies) = cardinality(amounts_minor)),
  constraint journal_amounts_positive check (0 < all (amounts_minor)),
  constraint journal_postings_known check (
    array_position(from_accounts, null) is null
    and array_position(to_accounts, null) is null
    and array_position(currencies, null) is null
    and array_position(amounts_minor, null) is null),
  constraint journal_wallet_named check (
    wallet_id is not null
    or not (from_accounts || to_accounts && array['WALLET', 'RESERVED']::ledger.account[])),
  constraint journal_party_wallet_named check (
    party_wallet_id is not null
    or not (from_accounts || to_accounts && array['PARTY_WALLET']::ledger.account[])),
  constraint journal_gateway_named check (
    gateway is not null
    or not (from_accounts || to_accounts && array[
      'GATEWAY_CLEARING', 'GATEWAY_FEES', 'GATEWAY_COST', 'SUSPENSE']::ledger.account[]))
);

comment on table ledger.journal is
  'One movement: postings from one account to another, which balance by their shape. A journal is'
  ' one row with its postings in it, so it can be neither half there nor added to; ledger.posting'
  ' shows them one by one.';
comment on column ledger.journal.xid is
  'Which transaction wrote it: ids do not commit in order, so the sealer reads by this.';

create index journal_of_wallet on ledger.journal (merchant_id, wallet_id, id)
  where wallet_id is not null;
create index journal_of_party_wallet on ledger.journal (merchant_id, party_wallet_id, id)
  where party_wallet_id is not null;
create index journal_by_transaction on ledger.journal (xid, merchant_id, id);

create view ledger.posting as
select j.merchant_id, j.id as journal_id, p.line, j.kind, j.execution_id,
  p.from_account, p.to_account, p.currency, p.amount_minor,
  j.wallet_id, j.party_wallet_id, j.gateway, j.created_at
from ledger.journal j
cross join lateral unnest(j.from_accounts, j.to_accounts, j.currencies, j.amounts_minor)
  with ordinality as p (from_account, to_account, currency, amount_minor, line);

create table ledger.unfolded (
  merchant_id bigint not null,
  wallet_id bigint not null,
  journal_id bigint not null,
  amount_minor bigint not null,
  constraint unfolded_pkey primary key (merchant_id, wallet_id, journal_id),
  constraint unfolded_positive check (amount_minor > 0)
);

comment on table ledger.unfolded is
  'Credits that are not in their wallet''s row yet. A wallet''s balance is its row and these.';

create table ledger.seal (
  merchant_id bigint not null,
  number bigint not null,
  previous_hash bytea not null,
  journal_ids bigint[] not null,
  root bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  constraint seal_pkey primary key (merchant_id, number),
  constraint seal_number_positive check (number > 0),
  constraint seal_has_journals check (cardinality(journal_ids) > 0),
  constraint seal_hashes check (
    octet_length(previous_hash) = 32 and octet_length(root) = 32 and octet_length(hash) = 32)
);

-- How far the sealer has come: everything written by a transaction before this one is sealed.
create table ledger.sealer (
  only_one boolean not null,
  sealed_before xid8 not null,
  constraint sealer_pkey primary key (only_one),
  constraint sealer_is_one check (only_one)
);

insert into ledger.sealer values (true, '0');

create function ledger.refuse_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception '% is only added to', tg_table_schema || '.' || tg_table_name
    using errcode = 'DL002';
end
$$;

create trigger journal_is_only_added_to before update or delete or truncate on ledger.journal
  for each statement execute function ledger.refuse_change();
create trigger seal_is_only_added_to before update or delete or truncate on ledger.seal
  for each statement execute function ledger.refuse_change();

grant select, insert on ledger.journal, ledger.seal to dollr_server;
grant select on ledger.posting to dollr_server;
grant select, insert, update on ledger.wallet to dollr_server;
grant select, insert, delete on ledger.unfolded to dollr_server;
grant select, update on ledger.sealer to dollr_server;
