-- Occasions to pay a document, each with what was to be paid when it was opened.
create schema checkout;
grant usage on schema checkout to dollr_server;

-- One series of ids for sessions of every kind, so that one cannot be taken for another.
create sequence checkout.session_id;
grant usage on sequence checkout.session_id to dollr_server;

create table checkout.session (
  merchant_id bigint not null,
  id bigint not null default nextval('checkout.session_id'),
  document_kind text not null,
  document_id bigint not null,
  currency text not null,
  total_minor bigint not null,
  fee_bearer text not null,
  status text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint session_pkey primary key (merchant_id, id),
  constraint session_document_kind_known check (document_kind in ('INVOICE', 'ORDER')),
  constraint session_total_positive check (total_minor > 0),
  constraint session_fee_bearer_known check (fee_bearer in ('PAYER', 'PAYEE')),
  constraint session_status_known check (status in ('ACTIVE', 'EXECUTED')),
  constraint session_expires_later check (expires_at > created_at)
) with (fillfactor = 80);

comment on column checkout.session.status is
  'An ACTIVE session past expires_at is EXPIRED; nothing has to be written for that.';

create index session_of_document on checkout.session (merchant_id, document_id);

grant select, insert, update on checkout.session to dollr_server;
