-- The books of the sandbox's simulated card gateway.
create table sandbox.payment_intent (
  id text not null,
  key uuid not null,
  merchant_id bigint not null,
  reference_id uuid not null,
  client_secret text not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null,
  payment_method text,
  error_code text,
  decline_code text,
  error_message text,
  paid_minor bigint not null,
  callbacks_left int not null,
  callback_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint payment_intent_pkey primary key (id),
  constraint payment_intent_key unique (key),
  constraint payment_intent_amount_positive check (amount_minor > 0),
  constraint payment_intent_status_known check (status in (
    'REQUIRES_PAYMENT_METHOD', 'REQUIRES_CONFIRMATION', 'REQUIRES_ACTION', 'PROCESSING',
    'SUCCEEDED', 'CANCELED')),
  constraint payment_intent_callback_has_time check (
    callbacks_left = 0 or callback_at is not null)
) with (fillfactor = 80);

comment on column sandbox.payment_intent.client_secret is
  'By which a browser finishes it. It lies open: nothing that it could move is money.';

create index payment_intent_of_reference on sandbox.payment_intent (reference_id);
create index payment_intent_to_call_back on sandbox.payment_intent (callback_at)
  where callbacks_left > 0;

create table sandbox.refund (
  id text not null,
  key uuid not null,
  payment_intent_id text not null,
  merchant_id bigint not null,
  reference_id uuid not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null,
  fails_later boolean not null,
  settle_at timestamptz,
  callbacks_left int not null,
  callback_at timestamptz,
  created_at timestamptz not null,
  constraint refund_pkey primary key (id),
  constraint refund_key unique (key),
  constraint refund_payment_intent foreign key (payment_intent_id)
    references sandbox.payment_intent (id),
  constraint refund_amount_positive check (amount_minor > 0),
  constraint refund_status_known check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  constraint refund_callback_has_time check (callbacks_left = 0 or callback_at is not null)
);

create index refund_of_payment_intent on sandbox.refund (payment_intent_id);
create index refund_to_settle on sandbox.refund (settle_at) where settle_at is not null;
create index refund_to_call_back on sandbox.refund (callback_at) where callbacks_left > 0;

grant select, insert, update on sandbox.payment_intent, sandbox.refund to dollr_server;
