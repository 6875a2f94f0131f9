-- Disputes: what a bank has taken back, who bears it, and what the merchant still owes of it.
create sequence executions.dispute_id;
grant usage on sequence executions.dispute_id to dollr_server;

create table executions.dispute (
  merchant_id bigint not null,
  id bigint not null,
  execution_id bigint not null,
  gateway text not null,
  gateway_dispute_id text not null,
  amount_minor bigint not null,
  currency text not null,
  reason text not null,
  standing text not null,
  withdrawn boolean not null,
  charged_minor bigint not null,
  owed_minor bigint not null,
  wallet_currency text not null,
  version int not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  constraint dispute_pkey primary key (merchant_id, id),
  constraint dispute_once unique (merchant_id, gateway, gateway_dispute_id),
  constraint dispute_execution foreign key (merchant_id, execution_id)
    references executions.execution (merchant_id, id),
  constraint dispute_amount_positive check (amount_minor > 0),
  constraint dispute_standing_known check (standing in ('OPEN', 'WON', 'LOST')),
  constraint dispute_charged_while_withdrawn check (withdrawn = (charged_minor > 0)),
  constraint dispute_owed_within_charged check (owed_minor between 0 and charged_minor),
  constraint dispute_version_positive check (version > 0)
);

comment on column executions.dispute.charged_minor is
  'What the merchant bears of it now, in the currency of its wallet.';
comment on column executions.dispute.owed_minor is
  'The part of it that the wallet could not pay, until it is recovered from later credits.';

create index dispute_of_execution on executions.dispute (merchant_id, execution_id);
create index dispute_owed on executions.dispute (merchant_id, id) where owed_minor > 0;

grant select, insert on executions.dispute to dollr_server;
grant update (standing, withdrawn, charged_minor, owed_minor, version, updated_at)
  on executions.dispute to dollr_server;

alter table executions.gateway_exception
  drop constraint gateway_exception_kind_known,
  add constraint gateway_exception_kind_known check (
    kind in ('OTHER_AMOUNT', 'LATE_SUCCESS', 'LATE_FAILURE', 'UNKNOWN_REFERENCE', 'DISPUTE'));
