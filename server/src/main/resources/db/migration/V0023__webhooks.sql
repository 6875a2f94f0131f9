-- Where merchants have events sent to, and what became of each sending.
create schema webhooks;
grant usage on schema webhooks to dollr_server;

create table webhooks.endpoint (
  merchant_id bigint not null,
  id bigint generated always as identity,
  url text not null,
  description text,
  types text[] not null,
  status text not null,
  disabled_reason text,
  disabled_at timestamptz,
  failing_since timestamptz,
  sealed_secret bytea not null,
  sealed_previous bytea,
  previous_until timestamptz,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint endpoint_pkey primary key (merchant_id, id),
  constraint endpoint_url_length check (length(url) between 1 and 2048),
  constraint endpoint_description_length check (length(description) <= 255),
  constraint endpoint_types_count check (cardinality(types) between 1 and 50),
  constraint endpoint_status_known check (status in ('ENABLED', 'DISABLED')),
  constraint endpoint_disabled_has_time check (
    (status = 'DISABLED') = (disabled_at is not null)),
  constraint endpoint_previous_whole check (
    (sealed_previous is null) = (previous_until is null))
);

comment on column webhooks.endpoint.failing_since is
  'When the first failure after the last success was; null while all is well.';

create table webhooks.delivery (
  merchant_id bigint not null,
  id bigint generated always as identity,
  endpoint_id bigint not null,
  event_id bigint not null,
  event_type text not null,
  object_type text not null,
  object_id bigint not null,
  replay boolean not null,
  state text not null,
  attempts int not null,
  next_at timestamptz,
  last_status int,
  last_error text,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint delivery_pkey primary key (merchant_id, id),
  constraint delivery_endpoint foreign key (merchant_id, endpoint_id)
    references webhooks.endpoint (merchant_id, id) on delete cascade,
  constraint delivery_state_known check (
    state in ('PENDING', 'DELIVERED', 'FAILED', 'CANCELED')),
  constraint delivery_pending_has_next check ((state = 'PENDING') = (next_at is not null)),
  constraint delivery_ended_has_time check ((state = 'PENDING') = (ended_at is null)),
  constraint delivery_attempts_not_negative check (attempts >= 0)
) with (fillfactor = 70);

create index delivery_due on webhooks.delivery (endpoint_id, next_at) where state = 'PENDING';
create index delivery_waiting on webhooks.delivery
  (endpoint_id, object_type, object_id, event_id) where state = 'PENDING';
create index delivery_of_endpoint on webhooks.delivery (merchant_id, endpoint_id, id);
create index delivery_of_event on webhooks.delivery (merchant_id, event_id);
create index delivery_age on webhooks.delivery (created_at);

create table webhooks.attempt (
  merchant_id bigint not null,
  delivery_id bigint not null,
  number int not null,
  began_at timestamptz not null,
  took_micros bigint not null,
  status int,
  error text,
  answer text,
  constraint attempt_pkey primary key (merchant_id, delivery_id, number),
  constraint attempt_delivery foreign key (merchant_id, delivery_id)
    references webhooks.delivery (merchant_id, id) on delete cascade,
  constraint attempt_ended check ((status is null) = (error is not null)),
  constraint attempt_took_not_negative check (took_micros >= 0)
);

create table webhooks.resend (
  merchant_id bigint not null,
  id bigint generated always as identity,
  event_id bigint not null,
  created_at timestamptz not null,
  constraint resend_pkey primary key (merchant_id, id)
);

comment on table webhooks.resend is
  'Events that a merchant asked for again, for those who read the log instead of being called.';

create index resend_age on webhooks.resend (created_at);

-- How far the log of events was handed out to endpoints.
create table webhooks.cursor (
  only_one boolean not null,
  after_xid xid8 not null,
  after_row bigint not null,
  constraint cursor_pkey primary key (only_one),
  constraint cursor_is_one check (only_one)
);

insert into webhooks.cursor values (true, '0', 0);

grant select, insert, update, delete on webhooks.endpoint, webhooks.delivery to dollr_server;
grant select, insert, delete on webhooks.attempt, webhooks.resend to dollr_server;
grant select, update on webhooks.cursor to dollr_server;
