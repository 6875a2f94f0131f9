-- Where a party pays from or is paid to.
create schema accounts;
grant usage on schema accounts to dollr_server;

create table accounts.payment_account (
  merchant_id bigint not null,
  id bigint generated always as identity,
  party_id bigint not null,
  operation_type text not null,
  account_name text not null,
  provider text not null,
  method text not null,
  country_code text,
  phone text,
  is_active boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint payment_account_pkey primary key (merchant_id, id),
  constraint payment_account_operation_known check (
    operation_type in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
  constraint payment_account_name_length check (length(account_name) between 1 and 255),
  constraint payment_account_country_form check (country_code ~ '^[A-Z]{2}$'),
  constraint payment_account_phone_form check (phone ~ '^[1-9][0-9]{7,14}$')
);

create index payment_account_of_party on accounts.payment_account (merchant_id, party_id);

grant select, insert, update on accounts.payment_account to dollr_server;
