-- Invoices and orders, which are one thing in two kinds, with their lines and numbers.
create schema documents;
grant usage on schema documents to dollr_server;

create table documents.document (
  merchant_id bigint not null,
  id bigint generated always as identity,
  kind text not null,
  number text not null,
  counterparty_id bigint not null,
  currency text not null,
  total_minor bigint not null,
  lines int not null,
  status text not null,
  note text not null,
  fee_bearer text not null,
  as_payment_link boolean not null,
  reference_id text,
  due_at timestamptz,
  paid_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint document_pkey primary key (merchant_id, id),
  constraint document_number unique (merchant_id, number),
  constraint document_kind_known check (kind in ('INVOICE', 'ORDER')),
  constraint document_currency_form check (currency ~ '^[A-Z]{3}$'),
  constraint document_total_range check (total_minor between 0 and 1000000000000000),
  constraint document_lines_range check (lines between 0 and 200),
  constraint document_status_known check (
    status in ('IDLE', 'ACTIVE', 'PROCESSING', 'PAID', 'CANCELED')),
  constraint document_paid_has_time check ((status = 'PAID') = (paid_at is not null)),
  constraint document_payable_has_lines check (lines > 0 or status in ('IDLE', 'CANCELED')),
  constraint document_note_length check (length(note) <= 2000),
  constraint document_reference_length check (length(reference_id) <= 255),
  constraint document_fee_bearer_known check (fee_bearer in ('PAYER', 'PAYEE'))
) with (fillfactor = 80);

create index document_of_kind on documents.document (merchant_id, kind, id);

create table documents.line (
  merchant_id bigint not null,
  document_id bigint not null,
  id bigint generated always as identity,
  name text not null,
  qty bigint not null,
  unit_minor bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint line_pkey primary key (merchant_id, document_id, id),
  constraint line_document foreign key (merchant_id, document_id)
    references documents.document (merchant_id, id),
  constraint line_name_length check (length(name) between 1 and 255),
  constraint line_qty_range check (qty between 1 and 1000000),
  constraint line_unit_positive check (unit_minor > 0)
);

create table documents.number_counter (
  merchant_id bigint not null,
  kind text not null,
  year int not null,
  next bigint not null,
  constraint number_counter_pkey primary key (merchant_id, kind, year),
  constraint number_counter_positive check (next > 0)
);

comment on table documents.number_counter is
  'The next number of a merchant, kind and year that no node has taken; nodes take blocks.';

grant select, insert, update on documents.document to dollr_server;
grant select, insert, update, delete on documents.line to dollr_server;
grant select, insert, update on documents.number_counter to dollr_server;
