-- Who may call: clients with the hash of their secret, and the sealed keys that sign tokens.
create schema access;
grant usage on schema access to dollr_server;

create table access.client (
  client_id text not null,
  merchant_id bigint not null,
  secret_hash bytea not null,
  generation int not null,
  revoked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint client_pkey primary key (client_id),
  constraint client_id_length check (length(client_id) between 1 and 64),
  constraint client_secret_is_hashed check (octet_length(secret_hash) = 32)
);

comment on table access.client is
  'The lookup from client id to merchant; its key is not led by the merchant.';
comment on column access.client.generation is
  'Tokens carry it; raising it makes all tokens issued before worthless.';

create index client_of_merchant on access.client (merchant_id);

create table access.signing_key (
  key_id text not null,
  sealed_key bytea not null,
  created_at timestamptz not null,
  constraint signing_key_pkey primary key (key_id)
);

grant select, insert, update on access.client to dollr_server;
grant select, insert, delete on access.signing_key to dollr_server;
