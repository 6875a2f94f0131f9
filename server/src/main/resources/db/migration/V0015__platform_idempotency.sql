-- Answers to creating calls that named themselves by an Idempotency-Key, for a day.
create table platform.idempotency_key (
  merchant_id bigint not null,
  key text not null,
  request_hash bytea not null,
  status int not null,
  content_type text not null,
  body bytea not null,
  created_at timestamptz not null,
  constraint idempotency_key_pkey primary key (merchant_id, key),
  constraint idempotency_key_length check (length(key) between 1 and 255),
  constraint idempotency_key_request_is_hashed check (octet_length(request_hash) = 32)
);

create index idempotency_key_age on platform.idempotency_key (created_at);

grant select, insert, update, delete on platform.idempotency_key to dollr_server;
