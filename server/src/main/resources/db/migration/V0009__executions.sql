-- Movements of money: each claimed by the caller's reference, and moved along by one function.
create schema executions;
grant usage on schema executions to dollr_server;

-- Taken in blocks by the nodes, so that a claim and all that hangs on it are one round trip.
create sequence executions.execution_id increment by 32;
grant usage on sequence executions.execution_id to dollr_server;

create table executions.execution (
  merchant_id bigint not null,
  id bigint not null,
  operation text not null,
  reference_id uuid not null,
  request_hash bytea not null,
  state text not null,
  version int not null,
  session_id bigint not null,
  payment_account_id bigint,
  document_kind text,
  document_id bigint,
  wallet_id bigint not null,
  party_wallet_id bigint,
  original_id bigint,
  method text not null,
  gateway text,
  gateway_key uuid,
  phone text,
  original_key uuid,
  base_minor bigint not null,
  base_currency text not null,
  platform_fee_minor bigint not null,
  gateway_fee_minor bigint not null,
  fx_fee_minor bigint not null,
  rounding_minor bigint not null,
  payer_minor bigint not null,
  payer_currency text not null,
  payee_minor bigint not null,
  payee_currency text not null,
  quoted_at timestamptz not null,
  provider_transaction_id text,
  gateway_code text,
  gateway_message text,
  wallet_message text,
  device jsonb,
  accepted_at timestamptz not null,
  sent_at timestamptz,
  absent_at timestamptz,
  checks int not null,
  next_at timestamptz,
  final_at timestamptz,
  updated_at timestamptz not null,
  constraint execution_pkey primary key (merchant_id, id),
  constraint execution_reference unique (merchant_id, reference_id),
  constraint execution_operation_known check (
    operation in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
  constraint execution_request_is_hashed check (octet_length(request_hash) = 32),
  constraint execution_state_known check (state in (
    'ACCEPTED', 'SENT', 'UNCERTAIN', 'HELD', 'COMPLETED', 'FAILED')),
  constraint execution_final_has_time check (
    (state in ('COMPLETED', 'FAILED')) = (final_at is not null)),
  constraint execution_final_waits_for_nothing check (final_at is null or next_at is null),
  constraint execution_gateway_whole check (
    (gateway is null) = (gateway_key is null) and (gateway is null) = (phone is null)),
  constraint execution_collection_has_document check (
    operation <> 'COLLECTION' or document_id is not null),
  constraint execution_refund_has_original check ((operation = 'REFUND') = (original_id is not null)),
  constraint execution_base_positive check (base_minor > 0),
  constraint execution_fees_not_negative check (
    platform_fee_minor >= 0 and gateway_fee_minor >= 0 and fx_fee_minor >= 0),
  constraint execution_payer_positive check (payer_minor > 0),
  constraint execution_payee_positive check (payee_minor > 0)
) with (fillfactor = 70);

comment on column executions.execution.base_currency is
  'The currency of the base, the fees and the rounding: the document''s, or the wallet''s.';
comment on column executions.execution.quoted_at is
  'As of when fees and rates were quoted: the session''s beginning.';
comment on column executions.execution.next_at is
  'When a job looks at it again; moved ahead while somebody works on it.';
comment on column executions.execution.sent_at is
  'When it was last handed to the gateway, set before that happens.';
comment on column executions.execution.absent_at is
  'When the gateway first said that it does not know it, since it was last sent.';

create index execution_due on executions.execution (next_at) where next_at is not null;
create index execution_of_document on executions.execution (merchant_id, document_id)
  where document_id is not null;
create index execution_of_original on executions.execution (merchant_id, original_id)
  where original_id is not null;

-- What gateways said that does not fit: nothing was moved for it, an operator decides.
create table executions.gateway_exception (
  merchant_id bigint not null,
  id bigint generated always as identity,
  execution_id bigint not null,
  kind text not null,
  amount_minor bigint,
  currency text,
  provider_transaction_id text,
  said text not null,
  noted_at timestamptz not null,
  constraint gateway_exception_pkey primary key (merchant_id, id),
  constraint gateway_exception_once unique (merchant_id, execution_id, kind),
  constraint gateway_exception_execution foreign key (merchant_id, execution_id)
    references executions.execution (merchant_id, id),
  constraint gateway_exception_kind_known check (
    kind in ('OTHER_AMOUNT', 'LATE_SUCCESS', 'LATE_FAILURE'))
);

grant select, insert, update on executions.execution to dollr_server;
grant select, insert on executions.gateway_exception to dollr_server;
