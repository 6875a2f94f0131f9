-- Card payments: what stands for the card, the payer's secret, and the wait for the payer.
create domain executions.payment_method_id as text
  constraint execution_payment_method_form check (value ~ '^pm_[A-Za-z0-9_]{1,252}$');
create domain accounts.payment_method_id as text
  constraint payment_account_payment_method_form check (value ~ '^pm_[A-Za-z0-9_]{1,252}$');

alter table executions.execution
  add column payment_method_id executions.payment_method_id,
  add column client_secret bytea,
  add column payer_until timestamptz,
  drop constraint execution_state_known,
  add constraint execution_state_known check (state in (
    'ACCEPTED', 'SENT', 'AWAITING_PAYER', 'CANCELING', 'UNCERTAIN', 'HELD', 'COMPLETED', 'FAILED')),
  drop constraint execution_gateway_whole,
  add constraint execution_gateway_whole check (
    (gateway is null) = (gateway_key is null)
    and (phone is not null) = (gateway is not null and method <> 'CREDIT_CARD')
    and (payment_method_id is null or method = 'CREDIT_CARD')),
  add constraint execution_awaits_payer_of_card check (
    state <> 'AWAITING_PAYER' or (client_secret is not null and payer_until is not null));

comment on column executions.execution.client_secret is
  'By which the payer''s browser finishes a card payment; sealed under the master key.';
comment on column executions.execution.payer_until is
  'Until when the payer may finish a card payment; then it is called off.';

alter table accounts.payment_account
  add column payment_method_id accounts.payment_method_id,
  add column used_at timestamptz,
  add constraint payment_account_payment_method_of_card check (
    payment_method_id is null or method = 'CREDIT_CARD');

comment on column accounts.payment_account.used_at is
  'When an account of a card was executed: it serves once.';
