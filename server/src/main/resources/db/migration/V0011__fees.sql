-- What is charged, and at which rates money is exchanged: dated rows that are added and never changed.
create schema fees;
grant usage on schema fees to dollr_server;

create table fees.tier (
  id bigint generated always as identity,
  name text not null,
  is_default boolean not null,
  created_at timestamptz not null,
  constraint tier_pkey primary key (id),
  constraint tier_name unique (name),
  constraint tier_name_length check (length(name) between 1 and 64)
);

create unique index tier_default on fees.tier (is_default) where is_default;

create table fees.tier_rate (
  id bigint generated always as identity,
  tier_id bigint not null,
  operation text not null,
  percentage numeric(9, 6) not null,
  fx_percentage numeric(9, 6) not null,
  fixed_minor bigint,
  fixed_currency text,
  effective_from timestamptz not null,
  created_at timestamptz not null,
  constraint tier_rate_pkey primary key (id),
  constraint tier_rate_tier foreign key (tier_id) references fees.tier (id),
  constraint tier_rate_begins_once unique (tier_id, operation, effective_from),
  constraint tier_rate_operation_known check (
    operation in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
  constraint tier_rate_percentage_range check (percentage between 0 and 100),
  constraint tier_rate_fx_percentage_range check (fx_percentage between 0 and 100),
  constraint tier_rate_fixed_whole check ((fixed_minor is null) = (fixed_currency is null)),
  constraint tier_rate_fixed_not_negative check (fixed_minor >= 0)
);

create table fees.gateway_fee (
  id bigint generated always as identity,
  method text not null,
  operation text not null,
  percentage numeric(9, 6) not null,
  fixed_minor bigint,
  fixed_currency text,
  effective_from timestamptz not null,
  created_at timestamptz not null,
  constraint gateway_fee_pkey primary key (id),
  constraint gateway_fee_begins_once unique (method, operation, effective_from),
  constraint gateway_fee_operation_known check (
    operation in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
  constraint gateway_fee_percentage_range check (percentage between 0 and 100),
  constraint gateway_fee_fixed_whole check ((fixed_minor is null) = (fixed_currency is null)),
  constraint gateway_fee_fixed_not_negative check (fixed_minor >= 0)
);

create table fees.fx_rate (
  id bigint generated always as identity,
  currency text not null,
  per_usd numeric(20, 10) not null,
  source text not null,
  effective_from timestamptz not null,
  created_at timestamptz not null,
  constraint fx_rate_pkey primary key (id),
  constraint fx_rate_begins_once unique (currency, effective_from),
  constraint fx_rate_currency_form check (currency ~ '^[A-Z]{3}$' and currency <> 'USD'),
  constraint fx_rate_positive check (per_usd > 0)
);

comment on column fees.fx_rate.per_usd is 'Units of the currency for one US dollar.';

create table fees.merchant_tier (
  merchant_id bigint not null,
  id bigint generated always as identity,
  tier_id bigint not null,
  assigned_by text,
  effective_from timestamptz not null,
  created_at timestamptz not null,
  constraint merchant_tier_pkey primary key (merchant_id, id),
  constraint merchant_tier_tier foreign key (tier_id) references fees.tier (id),
  constraint merchant_tier_begins_once unique (merchant_id, effective_from)
);

grant select, insert on
  fees.tier, fees.tier_rate, fees.gateway_fee, fees.fx_rate, fees.merchant_tier to dollr_server;
