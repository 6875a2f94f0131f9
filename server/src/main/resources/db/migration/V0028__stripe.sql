-- What Stripe is told and tells: which object an instruction became, and which to look into.
create schema stripe;
grant usage on schema stripe to dollr_server;

create table stripe.attempt (
  merchant_id bigint not null,
  key uuid not null,
  begun_at timestamptz not null,
  object_id text,
  constraint attempt_pkey primary key (merchant_id, key),
  constraint attempt_object_form check (object_id ~ '^(pi|re|pyr)_[A-Za-z0-9_]{1,250}$')
);

comment on table stripe.attempt is
  'Instructions that were sent, or were about to be: Stripe knows their keys for a day only.';
comment on column stripe.attempt.object_id is 'Empty while no answer has said it.';

-- No merchant's: which one an event is about is known once its object was asked for.
create table stripe.told (
  id text not null,
  type text not null,
  object_id text not null,
  received_at timestamptz not null,
  next_at timestamptz,
  tries int not null,
  constraint told_pkey primary key (id),
  constraint told_id_length check (length(id) between 1 and 255),
  constraint told_object_length check (length(object_id) between 1 and 255),
  constraint told_tries_not_negative check (tries >= 0)
);

comment on column stripe.told.next_at is 'When it is looked into; empty once it was.';

create index told_due on stripe.told (next_at) where next_at is not null;
create index told_age on stripe.told (received_at);

grant select, insert on stripe.attempt to dollr_server;
grant update (object_id, begun_at) on stripe.attempt to dollr_server;
grant select, insert, delete on stripe.told to dollr_server;
grant update (next_at, tries) on stripe.told to dollr_server;
