-- Links by which documents are paid: found by a token nobody can guess.
create table checkout.link (
  merchant_id bigint not null,
  id bigint generated always as identity,
  document_kind text not null,
  document_id bigint not null,
  mode text not null,
  sealed_token bytea not null,
  success_url text,
  cancel_url text,
  expires_at timestamptz,
  created_at timestamptz not null,
  constraint link_pkey primary key (merchant_id, id),
  constraint link_document_kind_known check (document_kind in ('INVOICE', 'ORDER')),
  constraint link_mode_known check (mode in ('HOSTED', 'DIRECT', 'LINK')),
  constraint link_success_url_length check (length(success_url) <= 2048),
  constraint link_cancel_url_length check (length(cancel_url) <= 2048),
  constraint link_expires_later check (expires_at > created_at)
);

create index link_of_document on checkout.link (merchant_id, document_id);

create table checkout.link_token (
  token_hash bytea not null,
  merchant_id bigint not null,
  link_id bigint not null,
  constraint link_token_pkey primary key (token_hash),
  constraint link_token_is_hashed check (octet_length(token_hash) = 32)
);

comment on table checkout.link_token is
  'The lookup from token to merchant; its key is not led by the merchant.';

grant select, insert on checkout.link, checkout.link_token to dollr_server;
