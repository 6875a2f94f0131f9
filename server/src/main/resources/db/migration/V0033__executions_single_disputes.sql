-- Each dispute stands on its own among the exceptions, and what it took into SUSPENSE may come back.
alter table executions.gateway_exception
  drop constraint gateway_exception_once,
  add column gateway_dispute_id text,
  add column reinstated_at timestamptz;

update executions.gateway_exception set gateway_dispute_id = provider_transaction_id
where kind = 'DISPUTE'
  or kind = 'UNKNOWN_REFERENCE' and operation = 'COLLECTION' and not incoming;

alter table executions.gateway_exception
  add constraint gateway_exception_once
    unique nulls not distinct (merchant_id, reference_id, operation, kind, gateway_dispute_id),
  add constraint gateway_exception_dispute_named check (
    kind <> 'DISPUTE' or gateway_dispute_id is not null),
  add constraint gateway_exception_reinstated_was_taken check (
    reinstated_at is null or gateway_dispute_id is not null and incoming is not distinct from false);

comment on column executions.gateway_exception.reinstated_at is
  'When the gateway gave back what a dispute had taken into SUSPENSE.';

create index gateway_exception_of_dispute
  on executions.gateway_exception (merchant_id, gateway, gateway_dispute_id)
  where gateway_dispute_id is not null;

grant update (noted_at, reinstated_at) on executions.gateway_exception to dollr_server;

-- A part of a payment may be less than the smallest unit of the wallet's currency.
alter table executions.dispute
  drop constraint dispute_charged_while_withdrawn,
  add constraint dispute_charged_only_while_withdrawn check (withdrawn or charged_minor = 0);
