-- The books of the sandbox's simulated operators: what «really» happened, whatever we know of it.
create schema sandbox;
grant usage on schema sandbox to dollr_server;

create table sandbox.payment (
  key uuid not null,
  merchant_id bigint not null,
  reference_id uuid not null,
  operation text not null,
  phone text not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null,
  verdict text,
  code text,
  message text,
  settle_at timestamptz,
  paid_minor bigint not null,
  transaction_id text not null,
  callbacks_left int not null,
  callback_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint payment_pkey primary key (key),
  constraint payment_status_known check (status in ('PENDING', 'COMPLETED', 'FAILED')),
  constraint payment_verdict_known check (verdict in ('COMPLETED', 'FAILED')),
  constraint payment_settled_has_time check ((status = 'PENDING') = (settled_at is null))
) with (fillfactor = 80);

create index payment_to_settle on sandbox.payment (settle_at)
  where status = 'PENDING' and settle_at is not null;
create index payment_to_call_back on sandbox.payment (callback_at) where callbacks_left > 0;

grant select, insert, update on sandbox.payment to dollr_server;
