-- Occasions to move money once, each with the amount it was opened for.
create schema checkout;
grant usage on schema checkout to dollr_server;

create table checkout.session (
  merchant_id bigint not null,
  id bigint generated always as identity,
  kind text not null,
  document_kind text,
  document_id bigint,
  fee_bearer text,
  wallet_id bigint,
  payment_account_id bigint,
  counterparty_id bigint,
  original_id bigint,
  reason text,
  currency text not null,
  amount_minor bigint not null,
  status text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint session_pkey primary key (merchant_id, id),
  constraint session_kind_known check (kind in ('CHECKOUT', 'PAYOUT', 'TRANSFER', 'REFUND')),
  constraint session_document_kind_known check (document_kind in ('INVOICE', 'ORDER')),
  constraint session_fee_bearer_known check (fee_bearer in ('PAYER', 'PAYEE')),
  constraint session_checkout_whole check ((kind = 'CHECKOUT')
    = (document_kind is not null and document_id is not null and fee_bearer is not null)),
  constraint session_payout_whole check ((kind = 'PAYOUT')
    = (wallet_id is not null and payment_account_id is not null)),
  constraint session_transfer_whole check ((kind = 'TRANSFER')
    = (wallet_id is not null and counterparty_id is not null)),
  constraint session_refund_whole check ((kind = 'REFUND')
    = (wallet_id is not null and original_id is not null)),
  constraint session_reason_length check (length(reason) <= 2000),
  constraint session_amount_positive check (amount_minor > 0),
  constraint session_status_known check (status in ('ACTIVE', 'EXECUTED')),
  constraint session_expires_later check (expires_at > created_at)
) with (fillfactor = 80);

comment on column checkout.session.status is
  'An ACTIVE session past expires_at is EXPIRED; nothing has to be written for that.';

create index session_of_document on checkout.session (merchant_id, document_id)
  where document_id is not null;

grant select, insert, update on checkout.session to dollr_server;
