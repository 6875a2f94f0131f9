-- The rules of executions as domains and one function of the row, which are not parsed each time.
-- See the rules of documents, sessions and journals: each keeps its name, and refuses under it.

create domain executions.operation as text
  constraint execution_operation_known check (
    value in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND'));
create domain executions.request_hash as bytea
  constraint execution_request_is_hashed check (octet_length(value) = 32);
create domain executions.state as text
  constraint execution_state_known check (
    value in (
      'ACCEPTED', 'SENT', 'AWAITING_PAYER', 'CANCELING', 'UNCERTAIN', 'HELD', 'COMPLETED',
      'FAILED'));
create domain executions.base as bigint
  constraint execution_base_positive check (value > 0);
create domain executions.fee as bigint
  constraint execution_fees_not_negative check (value >= 0);
create domain executions.payer_amount as bigint
  constraint execution_payer_positive check (value > 0);
create domain executions.payee_amount as bigint
  constraint execution_payee_positive check (value > 0);

alter table executions.execution
  drop constraint execution_operation_known,
  drop constraint execution_request_is_hashed,
  drop constraint execution_state_known,
  drop constraint execution_base_positive,
  drop constraint execution_fees_not_negative,
  drop constraint execution_payer_positive,
  drop constraint execution_payee_positive,
  drop constraint execution_final_has_time,
  drop constraint execution_final_waits_for_nothing,
  drop constraint execution_gateway_whole,
  drop constraint execution_awaits_payer_of_card,
  drop constraint execution_collection_has_document,
  drop constraint execution_refund_has_original;

alter table executions.execution
  alter operation type executions.operation,
  alter request_hash type executions.request_hash,
  alter state type executions.state,
  alter base_minor type executions.base,
  alter platform_fee_minor type executions.fee,
  alter gateway_fee_minor type executions.fee,
  alter fx_fee_minor type executions.fee,
  alter payer_minor type executions.payer_amount,
  alter payee_minor type executions.payee_amount;

create function executions.is_whole(it executions.execution) returns boolean
  language plpgsql immutable
  as $$
declare
  violated text := case
    when (it.state in ('COMPLETED', 'FAILED')) <> (it.final_at is not null)
      then 'execution_final_has_time'
    when num_nulls(it.final_at, it.next_at) = 0
      then 'execution_final_waits_for_nothing'
    when (it.gateway is null) <> (it.gateway_key is null)
        or (it.phone is not null) <> (it.gateway is not null and it.method <> 'CREDIT_CARD')
        or (it.payment_method_id is not null and it.method <> 'CREDIT_CARD')
      then 'execution_gateway_whole'
    when it.state = 'AWAITING_PAYER' and num_nulls(it.client_secret, it.payer_until) > 0
      then 'execution_awaits_payer_of_card'
    when it.operation = 'COLLECTION' and it.document_id is null
      then 'execution_collection_has_document'
    when (it.operation = 'REFUND') <> (it.original_id is not null)
      then 'execution_refund_has_original'
  end;
begin
  return violated is null or platform.refuse_row(violated);
end
$$;

alter table executions.execution
  add constraint execution_is_whole check (executions.is_whole(execution));
