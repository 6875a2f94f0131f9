-- The merchants of the platform.
create schema merchants;
grant usage on schema merchants to dollr_server;

create table merchants.merchant (
  merchant_id bigint generated always as identity,
  name text not null,
  type text not null,
  email text,
  phone text,
  verified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint merchant_pkey primary key (merchant_id),
  constraint merchant_name_length check (length(name) between 1 and 255),
  constraint merchant_type_known check (type in ('MICRO_ORGANIZATION', 'ORGANIZATION')),
  constraint merchant_email_length check (length(email) <= 254),
  constraint merchant_phone_form check (phone ~ '^[1-9][0-9]{7,14}$')
);

grant select, insert, update on merchants.merchant to dollr_server;
