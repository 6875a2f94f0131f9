-- What gateways say that does not fit: the money it is about, and how an operator settled it.
alter table executions.gateway_exception
  drop constraint gateway_exception_once,
  drop constraint gateway_exception_kind_known,
  alter column execution_id drop not null,
  add column reference_id uuid,
  add column operation text,
  add column gateway text,
  add column incoming boolean,
  add column resolution text,
  add column resolved_at timestamptz;

-- Until now no journal was written for an exception, so there is no money to settle.
update executions.gateway_exception x
set reference_id = e.reference_id, operation = e.operation, gateway = coalesce(e.gateway, 'platform'),
  amount_minor = null, currency = null
from executions.execution e
where e.merchant_id = x.merchant_id and e.id = x.execution_id;

alter table executions.gateway_exception
  alter column reference_id set not null,
  alter column operation set not null,
  alter column gateway set not null,
  add constraint gateway_exception_once unique (merchant_id, reference_id, operation, kind),
  add constraint gateway_exception_kind_known check (
    kind in ('OTHER_AMOUNT', 'LATE_SUCCESS', 'LATE_FAILURE', 'UNKNOWN_REFERENCE')),
  add constraint gateway_exception_operation_known check (
    operation in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
  add constraint gateway_exception_money_whole check (
    (amount_minor is null) = (currency is null) and (amount_minor is null) = (incoming is null)),
  add constraint gateway_exception_amount_positive check (amount_minor > 0),
  add constraint gateway_exception_resolution_known check (
    resolution in ('REFUND', 'CREDIT', 'WRITE_OFF', 'COMPENSATED')),
  add constraint gateway_exception_resolved_has_time check (
    (resolution is null) = (resolved_at is null));

comment on column executions.gateway_exception.incoming is
  'Whether the gateway has this much more than the books explain, or this much less.';

grant update (resolution, resolved_at) on executions.gateway_exception to dollr_server;
