-- Whose key is whose: some gateways name nothing but the key when they call back.
create schema gateways;

create table gateways.key (
  key uuid not null,
  gateway text not null,
  merchant_id bigint not null,
  operation text not null,
  reference_id uuid not null,
  constraint key_pkey primary key (key),
  constraint key_operation_known check (operation in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND'))
);

comment on table gateways.key is
  'The lookup from a gateway''s id to the merchant; its key is not led by the merchant.';

grant usage on schema gateways to dollr_server;
grant select, insert on gateways.key to dollr_server;
