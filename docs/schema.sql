-- The schema that all migrations together make, for reading: nothing is made from this file.
-- Written by SchemaDatabaseTest: mvn -pl server -am test -Dtest=SchemaDatabaseTest -Ddocs.fix=true

create schema access;
grant usage on schema access to dollr_server;

create table access.client (
  client_id text not null,
  merchant_id bigint not null,
  secret_hash bytea not null,
  generation integer not null,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint client_pkey PRIMARY KEY (client_id),
  constraint client_id_length CHECK (length(client_id) >= 1 AND length(client_id) <= 64),
  constraint client_secret_is_hashed CHECK (octet_length(secret_hash) = 32)
);
comment on table access.client is 'The lookup from client id to merchant; its key is not led by the merchant.';
comment on column access.client.generation is 'Tokens carry it; raising it makes all tokens issued before worthless.';
CREATE INDEX client_of_merchant ON access.client USING btree (merchant_id);
grant select, insert, update on access.client to dollr_server;

create table access.signing_key (
  key_id text not null,
  sealed_key bytea not null,
  created_at timestamp with time zone not null,
  constraint signing_key_pkey PRIMARY KEY (key_id)
);
grant select, insert, delete on access.signing_key to dollr_server;

create schema accounts;
grant usage on schema accounts to dollr_server;

create domain accounts.payment_method_id as text
  constraint payment_account_payment_method_form CHECK (VALUE ~ '^pm_[A-Za-z0-9_]{1,252}$'::text);

create table accounts.payment_account (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  party_id bigint not null,
  operation_type text not null,
  account_name text not null,
  provider text not null,
  method text not null,
  country_code text,
  phone text,
  is_active boolean not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  payment_method_id accounts.payment_method_id,
  used_at timestamp with time zone,
  constraint payment_account_pkey PRIMARY KEY (merchant_id, id),
  constraint payment_account_country_form CHECK (country_code ~ '^[A-Z]{2}$'::text),
  constraint payment_account_name_length CHECK (length(account_name) >= 1 AND length(account_name) <= 255),
  constraint payment_account_operation_known CHECK (operation_type = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text])),
  constraint payment_account_payment_method_of_card CHECK (payment_method_id IS NULL OR method = 'CREDIT_CARD'::text),
  constraint payment_account_phone_form CHECK (phone ~ '^[1-9][0-9]{7,14}$'::text)
);
comment on column accounts.payment_account.used_at is 'When an account of a card was executed: it serves once.';
CREATE INDEX payment_account_of_party ON accounts.payment_account USING btree (merchant_id, party_id);
grant select, insert, update on accounts.payment_account to dollr_server;

create schema checkout;
grant usage on schema checkout to dollr_server;

create domain checkout.amount as bigint
  constraint session_amount_positive CHECK (VALUE > 0);

create domain checkout.document_kind as text
  constraint session_document_kind_known CHECK (VALUE = ANY (ARRAY['INVOICE'::text, 'ORDER'::text]));

create domain checkout.fee_bearer as text
  constraint session_fee_bearer_known CHECK (VALUE = ANY (ARRAY['PAYER'::text, 'PAYEE'::text]));

create domain checkout.reason as text
  constraint session_reason_length CHECK (length(VALUE) <= 2000);

create domain checkout.session_kind as text
  constraint session_kind_known CHECK (VALUE = ANY (ARRAY['CHECKOUT'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text]));

create domain checkout.session_status as text
  constraint session_status_known CHECK (VALUE = ANY (ARRAY['ACTIVE'::text, 'EXECUTED'::text]));

CREATE OR REPLACE FUNCTION checkout.is_whole(it checkout.session)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  violated text := case
    when (it.kind = 'CHECKOUT')
        <> (num_nulls(it.document_kind, it.document_id, it.fee_bearer) = 0)
      then 'session_checkout_whole'
    when (it.kind = 'PAYOUT') <> (num_nulls(it.wallet_id, it.payment_account_id) = 0)
      then 'session_payout_whole'
    when (it.kind = 'TRANSFER') <> (num_nulls(it.wallet_id, it.counterparty_id) = 0)
      then 'session_transfer_whole'
    when (it.kind = 'REFUND') <> (num_nulls(it.wallet_id, it.original_id) = 0)
      then 'session_refund_whole'
    when it.expires_at <= it.created_at
      then 'session_expires_later'
  end;
begin
  return violated is null or platform.refuse_row(violated);
end
$function$;

create table checkout.expiry (
  only_one boolean not null,
  told_until timestamp with time zone,
  constraint expiry_pkey PRIMARY KEY (only_one),
  constraint expiry_is_one CHECK (only_one)
);
grant select, update on checkout.expiry to dollr_server;

create table checkout.link (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  document_kind text not null,
  document_id bigint not null,
  mode text not null,
  sealed_token bytea not null,
  success_url text,
  cancel_url text,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint link_pkey PRIMARY KEY (merchant_id, id),
  constraint link_cancel_url_length CHECK (length(cancel_url) <= 2048),
  constraint link_document_kind_known CHECK (document_kind = ANY (ARRAY['INVOICE'::text, 'ORDER'::text])),
  constraint link_expires_later CHECK (expires_at > created_at),
  constraint link_mode_known CHECK (mode = ANY (ARRAY['HOSTED'::text, 'DIRECT'::text, 'LINK'::text, 'RECEIPT'::text])),
  constraint link_success_url_length CHECK (length(success_url) <= 2048)
);
CREATE UNIQUE INDEX link_asked_for_once ON checkout.link USING btree (merchant_id, document_id, mode) WHERE (mode = ANY (ARRAY['LINK'::text, 'RECEIPT'::text]));
CREATE INDEX link_of_document ON checkout.link USING btree (merchant_id, document_id);
grant select, insert on checkout.link to dollr_server;

create table checkout.link_token (
  token_hash bytea not null,
  merchant_id bigint not null,
  link_id bigint not null,
  constraint link_token_pkey PRIMARY KEY (token_hash),
  constraint link_token_is_hashed CHECK (octet_length(token_hash) = 32)
);
comment on table checkout.link_token is 'The lookup from token to merchant; its key is not led by the merchant.';
grant select, insert on checkout.link_token to dollr_server;

create table checkout.session (
  merchant_id bigint not null,
  id bigint not null generated by default as identity,
  kind checkout.session_kind not null,
  document_kind checkout.document_kind,
  document_id bigint,
  fee_bearer checkout.fee_bearer,
  wallet_id bigint,
  payment_account_id bigint,
  counterparty_id bigint,
  original_id bigint,
  reason checkout.reason,
  currency text not null,
  amount_minor checkout.amount not null,
  status checkout.session_status not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (merchant_id, id),
  constraint session_is_whole CHECK (checkout.is_whole(session.*))
) with (fillfactor=80);
comment on column checkout.session.status is 'An ACTIVE session past expires_at is EXPIRED; nothing has to be written for that.';
CREATE INDEX session_by_expiry ON checkout.session USING brin (expires_at) WITH (pages_per_range='16');
CREATE INDEX session_of_document ON checkout.session USING btree (merchant_id, document_id) WHERE (document_id IS NOT NULL);
grant select, insert, update on checkout.session to dollr_server;

create schema documents;
grant usage on schema documents to dollr_server;

create domain documents.currency as text
  constraint document_currency_form CHECK (VALUE ~ '^[A-Z]{3}$'::text);

create domain documents.fee_bearer as text
  constraint document_fee_bearer_known CHECK (VALUE = ANY (ARRAY['PAYER'::text, 'PAYEE'::text]));

create domain documents.kind as text
  constraint document_kind_known CHECK (VALUE = ANY (ARRAY['INVOICE'::text, 'ORDER'::text]));

create domain documents.line_count as integer
  constraint document_lines_range CHECK (VALUE >= 0 AND VALUE <= 200);

create domain documents.note as text
  constraint document_note_length CHECK (length(VALUE) <= 2000);

create domain documents.reference as text
  constraint document_reference_length CHECK (length(VALUE) <= 255);

create domain documents.status as text
  constraint document_status_known CHECK (VALUE = ANY (ARRAY['IDLE'::text, 'ACTIVE'::text, 'PROCESSING'::text, 'PAID'::text, 'CANCELED'::text]));

create domain documents.total as bigint
  constraint document_total_range CHECK (VALUE >= 0 AND VALUE <= '1000000000000000'::bigint);

CREATE OR REPLACE FUNCTION documents.is_whole(it documents.document)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  violated text := case
    when (it.status = 'PAID') <> (it.paid_at is not null)
      then 'document_paid_has_time'
    when it.lines = 0 and it.status not in ('IDLE', 'CANCELED')
      then 'document_payable_has_lines'
    when it.status in ('ACTIVE', 'PROCESSING') and it.shown is null
      then 'document_payable_is_shown'
  end;
begin
  return violated is null or platform.refuse_row(violated);
end
$function$;

CREATE OR REPLACE FUNCTION documents.shown(it documents.document, owner_type text)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN "left"((CASE (it).kind WHEN 'INVOICE'::text THEN json_build_object('id', (it).id, 'reference_id', (it).reference_id, 'invoice_number', (it).number, 'counterparty_id', (it).counterparty_id, 'currency', (it).currency, 'total_amount', platform.amount(((it).total_minor)::bigint, ((it).currency)::text), 'note', (it).note, 'fee_bearer', (it).fee_bearer, 'due_date', platform.moment((it).due_at), 'as_payment_link', (it).as_payment_link, 'owner_id', (it).merchant_id, 'owner_type', owner_type, 'created_at', platform.moment((it).created_at)) ELSE json_build_object('id', (it).id, 'reference_id', (it).reference_id, 'order_number', (it).number, 'counterparty_id', (it).counterparty_id, 'currency', (it).currency, 'total_amount', platform.amount(((it).total_minor)::bigint, ((it).currency)::text), 'note', (it).note, 'fee_bearer', (it).fee_bearer, 'as_payment_link', (it).as_payment_link, 'owner_id', (it).merchant_id, 'owner_type', owner_type, 'created_at', platform.moment((it).created_at)) END)::text, '-1'::integer);
grant execute on function documents.shown(documents.document,text) to public;
grant execute on function documents.shown(documents.document,text) to dollr_server;

create table documents.document (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  kind documents.kind not null,
  number text not null,
  counterparty_id bigint not null,
  currency documents.currency not null,
  total_minor documents.total not null,
  lines documents.line_count not null,
  status documents.status not null,
  note documents.note not null,
  fee_bearer documents.fee_bearer not null,
  as_payment_link boolean not null,
  reference_id documents.reference,
  due_at timestamp with time zone,
  paid_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 0,
  shown text,
  constraint document_pkey PRIMARY KEY (merchant_id, id),
  constraint document_number UNIQUE (merchant_id, number),
  constraint document_is_whole CHECK (documents.is_whole(document.*))
) with (fillfactor=80);
comment on column documents.document.shown is 'What of it never changes once it is published, as answers show it: a JSON object without its end.';
CREATE INDEX document_of_kind ON documents.document USING btree (merchant_id, kind, id);
grant select, insert, update on documents.document to dollr_server;

create table documents.line (
  merchant_id bigint not null,
  document_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  qty bigint not null,
  unit_minor bigint not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint line_pkey PRIMARY KEY (merchant_id, document_id, id),
  constraint line_document FOREIGN KEY (merchant_id, document_id) REFERENCES documents.document(merchant_id, id),
  constraint line_name_length CHECK (length(name) >= 1 AND length(name) <= 255),
  constraint line_qty_range CHECK (qty >= 1 AND qty <= 1000000),
  constraint line_unit_positive CHECK (unit_minor > 0)
);
grant select, insert, update, delete on documents.line to dollr_server;

create table documents.number_counter (
  merchant_id bigint not null,
  kind text not null,
  year integer not null,
  next bigint not null,
  constraint number_counter_pkey PRIMARY KEY (merchant_id, kind, year),
  constraint number_counter_positive CHECK (next > 0)
);
comment on table documents.number_counter is 'The next number of a merchant, kind and year that no node has taken; nodes take blocks.';
grant select, insert, update on documents.number_counter to dollr_server;

create schema executions;
grant usage on schema executions to dollr_server;

create sequence executions.dispute_id increment by 1;
grant usage on sequence executions.dispute_id to dollr_server;

create sequence executions.execution_id increment by 32;
grant usage on sequence executions.execution_id to dollr_server;

create domain executions.base as bigint
  constraint execution_base_positive CHECK (VALUE > 0);

create domain executions.fee as bigint
  constraint execution_fees_not_negative CHECK (VALUE >= 0);

create domain executions.operation as text
  constraint execution_operation_known CHECK (VALUE = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text]));

create domain executions.payee_amount as bigint
  constraint execution_payee_positive CHECK (VALUE > 0);

create domain executions.payer_amount as bigint
  constraint execution_payer_positive CHECK (VALUE > 0);

create domain executions.payment_method_id as text
  constraint execution_payment_method_form CHECK (VALUE ~ '^pm_[A-Za-z0-9_]{1,252}$'::text);

create domain executions.request_hash as bytea
  constraint execution_request_is_hashed CHECK (octet_length(VALUE) = 32);

create domain executions.state as text
  constraint execution_state_known CHECK (VALUE = ANY (ARRAY['ACCEPTED'::text, 'SENT'::text, 'AWAITING_PAYER'::text, 'CANCELING'::text, 'UNCERTAIN'::text, 'HELD'::text, 'COMPLETED'::text, 'FAILED'::text]));

CREATE OR REPLACE FUNCTION executions.is_whole(it executions.execution)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
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
$function$;

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
  version integer not null,
  opened_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint dispute_pkey PRIMARY KEY (merchant_id, id),
  constraint dispute_once UNIQUE (merchant_id, gateway, gateway_dispute_id),
  constraint dispute_execution FOREIGN KEY (merchant_id, execution_id) REFERENCES executions.execution(merchant_id, id),
  constraint dispute_amount_positive CHECK (amount_minor > 0),
  constraint dispute_charged_only_while_withdrawn CHECK (withdrawn OR charged_minor = 0),
  constraint dispute_owed_within_charged CHECK (owed_minor >= 0 AND owed_minor <= charged_minor),
  constraint dispute_standing_known CHECK (standing = ANY (ARRAY['OPEN'::text, 'WON'::text, 'LOST'::text])),
  constraint dispute_version_positive CHECK (version > 0)
);
comment on column executions.dispute.charged_minor is 'What the merchant bears of it now, in the currency of its wallet.';
comment on column executions.dispute.owed_minor is 'The part of it that the wallet could not pay, until it is recovered from later credits.';
CREATE INDEX dispute_of_execution ON executions.dispute USING btree (merchant_id, execution_id);
CREATE INDEX dispute_owed ON executions.dispute USING btree (merchant_id, id) WHERE (owed_minor > 0);
grant select, insert on executions.dispute to dollr_server;
grant update (standing, withdrawn, charged_minor, owed_minor, version, updated_at) on executions.dispute to dollr_server;

create table executions.execution (
  merchant_id bigint not null,
  id bigint not null,
  operation executions.operation not null,
  reference_id uuid not null,
  request_hash executions.request_hash not null,
  state executions.state not null,
  version integer not null,
  session_id bigint not null,
  payment_account_id bigint,
  document_kind text,
  document_id bigint,
  wallet_id bigint not null,
  party_wallet_id bigint,
  original_id bigint,
  method text not null,
  gateway text,
  gateway_key uuid,
  phone text,
  original_key uuid,
  base_minor executions.base not null,
  base_currency text not null,
  platform_fee_minor executions.fee not null,
  gateway_fee_minor executions.fee not null,
  fx_fee_minor executions.fee not null,
  rounding_minor bigint not null,
  payer_minor executions.payer_amount not null,
  payer_currency text not null,
  payee_minor executions.payee_amount not null,
  payee_currency text not null,
  quoted_at timestamp with time zone not null,
  provider_transaction_id text,
  gateway_code text,
  gateway_message text,
  wallet_message text,
  device jsonb,
  accepted_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  absent_at timestamp with time zone,
  checks integer not null,
  next_at timestamp with time zone,
  final_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  payment_method_id executions.payment_method_id,
  client_secret bytea,
  payer_until timestamp with time zone,
  constraint execution_pkey PRIMARY KEY (merchant_id, id),
  constraint execution_reference UNIQUE (merchant_id, reference_id),
  constraint execution_is_whole CHECK (executions.is_whole(execution.*))
) with (fillfactor=70);
comment on column executions.execution.base_currency is 'The currency of the base, the fees and the rounding: the document''s, or the wallet''s.';
comment on column executions.execution.quoted_at is 'As of when fees and rates were quoted: the session''s beginning.';
comment on column executions.execution.sent_at is 'When it was last handed to the gateway, set before that happens.';
comment on column executions.execution.absent_at is 'When the gateway first said that it does not know it, since it was last sent.';
comment on column executions.execution.next_at is 'When a job looks at it again; moved ahead while somebody works on it.';
comment on column executions.execution.client_secret is 'By which the payer''s browser finishes a card payment; sealed under the master key.';
comment on column executions.execution.payer_until is 'Until when the payer may finish a card payment; then it is called off.';
CREATE INDEX execution_due ON executions.execution USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX execution_of_document ON executions.execution USING btree (merchant_id, document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX execution_of_original ON executions.execution USING btree (merchant_id, original_id) WHERE (original_id IS NOT NULL);
grant select, insert, update on executions.execution to dollr_server;

create table executions.gateway_exception (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  execution_id bigint,
  kind text not null,
  amount_minor bigint,
  currency text,
  provider_transaction_id text,
  said text not null,
  noted_at timestamp with time zone not null,
  reference_id uuid not null,
  operation text not null,
  gateway text not null,
  incoming boolean,
  resolution text,
  resolved_at timestamp with time zone,
  gateway_dispute_id text,
  reinstated_at timestamp with time zone,
  constraint gateway_exception_pkey PRIMARY KEY (merchant_id, id),
  constraint gateway_exception_once UNIQUE NULLS NOT DISTINCT (merchant_id, reference_id, operation, kind, gateway_dispute_id),
  constraint gateway_exception_execution FOREIGN KEY (merchant_id, execution_id) REFERENCES executions.execution(merchant_id, id),
  constraint gateway_exception_amount_positive CHECK (amount_minor > 0),
  constraint gateway_exception_dispute_named CHECK (kind <> 'DISPUTE'::text OR gateway_dispute_id IS NOT NULL),
  constraint gateway_exception_kind_known CHECK (kind = ANY (ARRAY['OTHER_AMOUNT'::text, 'LATE_SUCCESS'::text, 'LATE_FAILURE'::text, 'UNKNOWN_REFERENCE'::text, 'DISPUTE'::text])),
  constraint gateway_exception_money_whole CHECK ((amount_minor IS NULL) = (currency IS NULL) AND (amount_minor IS NULL) = (incoming IS NULL)),
  constraint gateway_exception_operation_known CHECK (operation = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text])),
  constraint gateway_exception_reinstated_was_taken CHECK (reinstated_at IS NULL OR gateway_dispute_id IS NOT NULL AND NOT incoming IS DISTINCT FROM false),
  constraint gateway_exception_resolution_known CHECK (resolution = ANY (ARRAY['REFUND'::text, 'CREDIT'::text, 'WRITE_OFF'::text, 'COMPENSATED'::text])),
  constraint gateway_exception_resolved_has_time CHECK ((resolution IS NULL) = (resolved_at IS NULL))
);
comment on column executions.gateway_exception.incoming is 'Whether the gateway has this much more than the books explain, or this much less.';
comment on column executions.gateway_exception.reinstated_at is 'When the gateway gave back what a dispute had taken into SUSPENSE.';
CREATE INDEX gateway_exception_of_dispute ON executions.gateway_exception USING btree (merchant_id, gateway, gateway_dispute_id) WHERE (gateway_dispute_id IS NOT NULL);
grant select, insert on executions.gateway_exception to dollr_server;
grant update (noted_at, resolution, resolved_at, reinstated_at) on executions.gateway_exception to dollr_server;

create schema fees;
grant usage on schema fees to dollr_server;

create table fees.fx_rate (
  id bigint not null generated always as identity,
  currency text not null,
  per_usd numeric(20,10) not null,
  source text not null,
  effective_from timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint fx_rate_pkey PRIMARY KEY (id),
  constraint fx_rate_begins_once UNIQUE (currency, effective_from),
  constraint fx_rate_currency_form CHECK (currency ~ '^[A-Z]{3}$'::text AND currency <> 'USD'::text),
  constraint fx_rate_positive CHECK (per_usd > 0::numeric)
);
comment on column fees.fx_rate.per_usd is 'Units of the currency for one US dollar.';
grant select, insert on fees.fx_rate to dollr_server;

create table fees.gateway_fee (
  id bigint not null generated always as identity,
  method text not null,
  operation text not null,
  percentage numeric(9,6) not null,
  fixed_minor bigint,
  fixed_currency text,
  effective_from timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint gateway_fee_pkey PRIMARY KEY (id),
  constraint gateway_fee_begins_once UNIQUE (method, operation, effective_from),
  constraint gateway_fee_fixed_not_negative CHECK (fixed_minor >= 0),
  constraint gateway_fee_fixed_whole CHECK ((fixed_minor IS NULL) = (fixed_currency IS NULL)),
  constraint gateway_fee_operation_known CHECK (operation = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text])),
  constraint gateway_fee_percentage_range CHECK (percentage >= 0::numeric AND percentage <= 100::numeric)
);
grant select, insert on fees.gateway_fee to dollr_server;

create table fees.merchant_tier (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  tier_id bigint not null,
  assigned_by text,
  effective_from timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint merchant_tier_pkey PRIMARY KEY (merchant_id, id),
  constraint merchant_tier_begins_once UNIQUE (merchant_id, effective_from),
  constraint merchant_tier_tier FOREIGN KEY (tier_id) REFERENCES fees.tier(id)
);
grant select, insert on fees.merchant_tier to dollr_server;

create table fees.tier (
  id bigint not null generated always as identity,
  name text not null,
  is_default boolean not null,
  created_at timestamp with time zone not null,
  constraint tier_pkey PRIMARY KEY (id),
  constraint tier_name UNIQUE (name),
  constraint tier_name_length CHECK (length(name) >= 1 AND length(name) <= 64)
);
CREATE UNIQUE INDEX tier_default ON fees.tier USING btree (is_default) WHERE is_default;
grant select, insert on fees.tier to dollr_server;

create table fees.tier_rate (
  id bigint not null generated always as identity,
  tier_id bigint not null,
  operation text not null,
  percentage numeric(9,6) not null,
  fx_percentage numeric(9,6) not null,
  fixed_minor bigint,
  fixed_currency text,
  effective_from timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint tier_rate_pkey PRIMARY KEY (id),
  constraint tier_rate_begins_once UNIQUE (tier_id, operation, effective_from),
  constraint tier_rate_tier FOREIGN KEY (tier_id) REFERENCES fees.tier(id),
  constraint tier_rate_fixed_not_negative CHECK (fixed_minor >= 0),
  constraint tier_rate_fixed_whole CHECK ((fixed_minor IS NULL) = (fixed_currency IS NULL)),
  constraint tier_rate_fx_percentage_range CHECK (fx_percentage >= 0::numeric AND fx_percentage <= 100::numeric),
  constraint tier_rate_operation_known CHECK (operation = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text])),
  constraint tier_rate_percentage_range CHECK (percentage >= 0::numeric AND percentage <= 100::numeric)
);
grant select, insert on fees.tier_rate to dollr_server;

create schema gateways;
grant usage on schema gateways to dollr_server;

create table gateways.key (
  key uuid not null,
  gateway text not null,
  merchant_id bigint not null,
  operation text not null,
  reference_id uuid not null,
  constraint key_pkey PRIMARY KEY (key),
  constraint key_operation_known CHECK (operation = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text]))
);
comment on table gateways.key is 'The lookup from a gateway''s id to the merchant; its key is not led by the merchant.';
grant select, insert on gateways.key to dollr_server;

create schema ledger;
grant usage on schema ledger to dollr_server;

create sequence ledger.journal_id increment by 32;
grant usage on sequence ledger.journal_id to dollr_server;

create domain ledger.credit as bigint
  constraint unfolded_positive CHECK (VALUE > 0);

CREATE OR REPLACE FUNCTION ledger.is_whole(it ledger.journal)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  violated text := case
    when cardinality(it.amounts_minor) = 0
      then 'journal_has_postings'
    when cardinality(it.from_accounts) <> cardinality(it.amounts_minor)
        or cardinality(it.to_accounts) <> cardinality(it.amounts_minor)
        or cardinality(it.currencies) <> cardinality(it.amounts_minor)
      then 'journal_postings_whole'
    when array_position(it.from_accounts, null) is not null
        or array_position(it.to_accounts, null) is not null
        or array_position(it.currencies, null) is not null
        or array_position(it.amounts_minor, null) is not null
      then 'journal_postings_known'
    when not 0 < all (it.amounts_minor)
      then 'journal_amounts_positive'
    when it.wallet_id is null
        and it.from_accounts || it.to_accounts && '{WALLET,RESERVED}'
      then 'journal_wallet_named'
    when it.party_wallet_id is null
        and it.from_accounts || it.to_accounts && '{PARTY_WALLET}'
      then 'journal_party_wallet_named'
    when it.gateway is null
        and it.from_accounts || it.to_accounts
          && '{GATEWAY_CLEARING,GATEWAY_FEES,GATEWAY_COST,SUSPENSE}'
      then 'journal_gateway_named'
  end;
begin
  return violated is null or platform.refuse_row(violated);
end
$function$;

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is only added to', tg_table_schema || '.' || tg_table_name
    using errcode = 'DL002';
end
$function$;

create table ledger.journal (
  merchant_id bigint not null,
  id bigint not null,
  kind text not null,
  execution_id bigint,
  wallet_id bigint,
  party_wallet_id bigint,
  gateway text,
  from_accounts ledger.account[] not null,
  to_accounts ledger.account[] not null,
  currencies text[] not null,
  amounts_minor bigint[] not null,
  created_at timestamp with time zone not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint journal_pkey PRIMARY KEY (merchant_id, id),
  constraint journal_is_whole CHECK (ledger.is_whole(journal.*))
);
comment on table ledger.journal is 'One movement: postings from one account to another, which balance by their shape. A journal is one row with its postings in it, so it can be neither half there nor added to; ledger.posting shows them one by one.';
comment on column ledger.journal.xid is 'Which transaction wrote it: ids do not commit in order, so the sealer reads by this.';
CREATE INDEX journal_by_transaction ON ledger.journal USING btree (xid, merchant_id, id);
CREATE INDEX journal_of_party_wallet ON ledger.journal USING btree (merchant_id, party_wallet_id, id) WHERE (party_wallet_id IS NOT NULL);
CREATE INDEX journal_of_wallet ON ledger.journal USING btree (merchant_id, wallet_id, id) WHERE (wallet_id IS NOT NULL);
CREATE TRIGGER journal_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.journal FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
grant select, insert on ledger.journal to dollr_server;

create table ledger.seal (
  merchant_id bigint not null,
  number bigint not null,
  previous_hash bytea not null,
  journal_ids bigint[] not null,
  root bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  constraint seal_pkey PRIMARY KEY (merchant_id, number),
  constraint seal_has_journals CHECK (cardinality(journal_ids) > 0),
  constraint seal_hashes CHECK (octet_length(previous_hash) = 32 AND octet_length(root) = 32 AND octet_length(hash) = 32),
  constraint seal_number_positive CHECK (number > 0)
);
CREATE TRIGGER seal_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.seal FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
grant select, insert on ledger.seal to dollr_server;

create table ledger.sealer (
  only_one boolean not null,
  sealed_before xid8 not null,
  constraint sealer_pkey PRIMARY KEY (only_one),
  constraint sealer_is_one CHECK (only_one)
);
grant select, update on ledger.sealer to dollr_server;

create table ledger.unfolded (
  merchant_id bigint not null,
  wallet_id bigint not null,
  journal_id bigint not null,
  amount_minor ledger.credit not null,
  constraint unfolded_pkey PRIMARY KEY (merchant_id, wallet_id, journal_id)
);
comment on table ledger.unfolded is 'Credits that are not in their wallet''s row yet. A wallet''s balance is its row and these.';
grant select, insert, delete on ledger.unfolded to dollr_server;

create table ledger.wallet (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  party_id bigint,
  currency text not null,
  available_minor bigint not null,
  reserved_minor bigint not null,
  status text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint wallet_pkey PRIMARY KEY (merchant_id, id),
  constraint wallet_once UNIQUE NULLS NOT DISTINCT (merchant_id, party_id, currency),
  constraint wallet_available_not_negative CHECK (available_minor >= 0),
  constraint wallet_currency_form CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint wallet_reserved_not_negative CHECK (reserved_minor >= 0),
  constraint wallet_status_known CHECK (status = ANY (ARRAY['ACTIVE'::text, 'RESTRICTED'::text, 'FROZEN'::text, 'CLOSED'::text]))
) with (fillfactor=50);
comment on table ledger.wallet is 'What is folded in; credits that are not stand in ledger.unfolded. Only debits, reservations and the folder touch a row, so a busy merchant''s payments do not queue on it.';
grant select, insert, update on ledger.wallet to dollr_server;

create view ledger.posting as
 SELECT j.merchant_id,
    j.id AS journal_id,
    p.line,
    j.kind,
    j.execution_id,
    p.from_account,
    p.to_account,
    p.currency,
    p.amount_minor,
    j.wallet_id,
    j.party_wallet_id,
    j.gateway,
    j.created_at
   FROM ledger.journal j
     CROSS JOIN LATERAL UNNEST(j.from_accounts, j.to_accounts, j.currencies, j.amounts_minor) WITH ORDINALITY p(from_account, to_account, currency, amount_minor, line);
grant select on ledger.posting to dollr_server;

create schema merchants;
grant usage on schema merchants to dollr_server;

create table merchants.look (
  merchant_id bigint not null,
  colour text,
  logo_type text,
  logo bytea,
  updated_at timestamp with time zone not null,
  constraint look_pkey PRIMARY KEY (merchant_id),
  constraint look_of_merchant FOREIGN KEY (merchant_id) REFERENCES merchants.merchant(merchant_id),
  constraint look_colour_form CHECK (colour ~ '^#[0-9a-f]{6}$'::text),
  constraint look_logo_size CHECK (octet_length(logo) <= 40960),
  constraint look_logo_type_known CHECK (logo_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text])),
  constraint look_logo_whole CHECK ((logo IS NULL) = (logo_type IS NULL))
);
grant select, insert, update on merchants.look to dollr_server;

create table merchants.merchant (
  merchant_id bigint not null generated always as identity,
  name text not null,
  type text not null,
  email text,
  phone text,
  verified_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint merchant_pkey PRIMARY KEY (merchant_id),
  constraint merchant_email_length CHECK (length(email) <= 254),
  constraint merchant_name_length CHECK (length(name) >= 1 AND length(name) <= 255),
  constraint merchant_phone_form CHECK (phone ~ '^[1-9][0-9]{7,14}$'::text),
  constraint merchant_type_known CHECK (type = ANY (ARRAY['MICRO_ORGANIZATION'::text, 'ORGANIZATION'::text]))
);
grant select, insert, update on merchants.merchant to dollr_server;

create table merchants.passcode (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  user_id text,
  phone text,
  is_default boolean not null,
  hash text not null,
  failures integer not null,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint passcode_pkey PRIMARY KEY (merchant_id, id),
  constraint passcode_of_phone UNIQUE (merchant_id, phone),
  constraint passcode_of_user UNIQUE (merchant_id, user_id),
  constraint passcode_failures_not_negative CHECK (failures >= 0),
  constraint passcode_is_argon2id CHECK (hash ~~ '$argon2id$%'::text),
  constraint passcode_phone_form CHECK (phone ~ '^[1-9][0-9]{7,14}$'::text)
);
CREATE UNIQUE INDEX passcode_default ON merchants.passcode USING btree (merchant_id) WHERE is_default;
grant select, insert, update on merchants.passcode to dollr_server;

create schema parties;
grant usage on schema parties to dollr_server;

create table parties.counterparty (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  party_id bigint,
  relationship_type text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint counterparty_pkey PRIMARY KEY (merchant_id, id),
  constraint counterparty_party FOREIGN KEY (merchant_id, party_id) REFERENCES parties.party(merchant_id, id),
  constraint counterparty_relationship_known CHECK (relationship_type = ANY (ARRAY['CUSTOMER'::text, 'FRIEND'::text, 'DONOR'::text, 'DONEE'::text, 'FAMILY'::text, 'EMPLOYEE'::text, 'SUPPLIER'::text, 'CONTACT'::text, 'SERVICE_PROVIDER'::text, 'PARTNER'::text, 'BENEFICIARY'::text, 'SELF'::text]))
);
CREATE INDEX counterparty_of_party ON parties.counterparty USING btree (merchant_id, party_id);
grant select, insert, update on parties.counterparty to dollr_server;

create table parties.party (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  fullname text not null,
  phone text not null,
  email text,
  country_code text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint party_pkey PRIMARY KEY (merchant_id, id),
  constraint party_country_form CHECK (country_code ~ '^[A-Z]{2}$'::text),
  constraint party_email_length CHECK (length(email) <= 254),
  constraint party_fullname_length CHECK (length(fullname) >= 1 AND length(fullname) <= 255),
  constraint party_phone_form CHECK (phone ~ '^[1-9][0-9]{7,14}$'::text)
);
CREATE INDEX party_by_phone ON parties.party USING btree (merchant_id, phone);
grant select, insert, update on parties.party to dollr_server;

create schema platform;
grant usage on schema platform to dollr_server;

create domain platform.event_sequence as integer
  constraint event_sequence_positive CHECK (VALUE > 0);

create domain platform.event_types as text[]
  constraint event_types_count CHECK (cardinality(VALUE) >= 1 AND cardinality(VALUE) <= 2);

CREATE OR REPLACE FUNCTION platform.amount(minor bigint, currency text)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (currency = ANY (ARRAY['ADP'::text, 'BEF'::text, 'BIF'::text, 'BYB'::text, 'BYR'::text, 'CLP'::text, 'DJF'::text, 'ESP'::text, 'GNF'::text, 'GRD'::text, 'ISK'::text, 'ITL'::text, 'JPY'::text, 'KMF'::text, 'KRW'::text, 'LUF'::text, 'MGF'::text, 'PTE'::text, 'PYG'::text, 'ROL'::text, 'RWF'::text, 'TPE'::text, 'TRL'::text, 'UGX'::text, 'UYI'::text, 'VND'::text, 'VUV'::text, 'XAF'::text, 'XOF'::text, 'XPF'::text])) THEN (minor)::numeric WHEN (currency = ANY (ARRAY['BHD'::text, 'IQD'::text, 'JOD'::text, 'KWD'::text, 'LYD'::text, 'OMR'::text, 'TND'::text])) THEN round(((minor)::numeric / (1000)::numeric), 3) ELSE round(((minor)::numeric / (100)::numeric), 2) END;
grant execute on function platform.amount(bigint,text) to public;
grant execute on function platform.amount(bigint,text) to dollr_server;

CREATE OR REPLACE FUNCTION platform.clear_events(before timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  cleared int := 0;
  newest_here timestamptz;
begin
  for slot in 0..7 loop
    execute format('select created_at from platform.event_%s order by xid desc, id desc limit 1',
      slot) into newest_here;
    if newest_here < before then
      execute format('truncate platform.event_%s', slot);
      cleared := cleared + 1;
    end if;
  end loop;
  return cleared;
end
$function$;
grant execute on function platform.clear_events(timestamp with time zone) to dollr_server;

CREATE OR REPLACE FUNCTION platform.moment(moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN to_char((moment AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'::text);
grant execute on function platform.moment(timestamp with time zone) to public;
grant execute on function platform.moment(timestamp with time zone) to dollr_server;

CREATE OR REPLACE PROCEDURE platform.pass_transactions(IN number xid8, IN most integer)
 LANGUAGE plpgsql
AS $procedure$
begin
  for i in 1 .. most loop
    exit when pg_current_xact_id() > number;
    commit;
  end loop;
end
$procedure$;
comment on function platform.pass_transactions(xid8,integer) is 'Uses up numbers of transactions until they are above one, at most so many at once.';
grant execute on function platform.pass_transactions(xid8,integer) to public;
grant execute on function platform.pass_transactions(xid8,integer) to dollr_server;

CREATE OR REPLACE FUNCTION platform.refuse_event_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is only added to', tg_table_schema || '.' || tg_table_name
    using errcode = 'DL002';
end
$function$;

CREATE OR REPLACE FUNCTION platform.refuse_event_truncate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  newest timestamptz;
  newest_here timestamptz;
begin
  select e.created_at into newest from platform.event e order by e.xid desc, e.id desc limit 1;
  execute format('select created_at from %I.%I order by xid desc, id desc limit 1',
    tg_table_schema, tg_table_name) into newest_here;
  if newest_here > newest - interval '30 days' then
    raise exception '% has events of the last 30 days', tg_table_schema || '.' || tg_table_name
      using errcode = 'DL002';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION platform.refuse_row(violated text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  raise exception using errcode = 'check_violation', constraint = violated,
    message = format('new row violates check constraint "%s"', violated);
end
$function$;
comment on function platform.refuse_row(text) is 'Raises what a check constraint of that name would.';

CREATE OR REPLACE FUNCTION platform.refuse_unless(holds boolean, guard text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if holds is not true then
    raise exception using errcode = 'DL001', message = guard;
  end if;
end
$function$;
comment on function platform.refuse_unless(boolean,text) is 'Undoes the transaction, naming the guard, unless the condition is true.';
grant execute on function platform.refuse_unless(boolean,text) to public;
grant execute on function platform.refuse_unless(boolean,text) to dollr_server;

create table platform.event (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  slot smallint not null,
  types platform.event_types not null,
  object_type text not null,
  object_id bigint not null,
  sequence platform.event_sequence not null,
  data text not null,
  created_at timestamp with time zone not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint event_pkey PRIMARY KEY (merchant_id, id, slot)
) partition by LIST (slot);
comment on table platform.event is 'A ring of eight partitions, a week each. The oldest are emptied as a whole, never row by row.';
comment on column platform.event.types is 'What one row tells: the general word, then the particular one. Each is an event of its own.';
comment on column platform.event.sequence is 'Grows with each change of the object; changes that are not told leave gaps.';
comment on column platform.event.data is 'The object as answers show it, in JSON.';
comment on column platform.event.xid is 'Which transaction wrote it: ids do not commit in order, so readers go by this.';
CREATE INDEX event_by_transaction ON ONLY platform.event USING btree (xid, id);
CREATE INDEX event_of_object ON ONLY platform.event USING btree (merchant_id, object_id);
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON platform.event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
grant select, insert on platform.event to dollr_server;
create table platform.event_0 partition of platform.event FOR VALUES IN ('0');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_0 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_0 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
create table platform.event_1 partition of platform.event FOR VALUES IN ('1');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_1 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_1 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
create table platform.event_2 partition of platform.event FOR VALUES IN ('2');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_2 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_2 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
create table platform.event_3 partition of platform.event FOR VALUES IN ('3');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_3 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_3 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
create table platform.event_4 partition of platform.event FOR VALUES IN ('4');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_4 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_4 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
create table platform.event_5 partition of platform.event FOR VALUES IN ('5');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_5 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_5 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
create table platform.event_6 partition of platform.event FOR VALUES IN ('6');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_6 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_6 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();
create table platform.event_7 partition of platform.event FOR VALUES IN ('7');
CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON platform.event_7 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_truncate();
CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE ON platform.event_7 FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_event_change();

create table platform.idempotency_key (
  merchant_id bigint not null,
  key text not null,
  request_hash bytea not null,
  status integer not null,
  content_type text not null,
  body bytea not null,
  created_at timestamp with time zone not null,
  constraint idempotency_key_pkey PRIMARY KEY (merchant_id, key),
  constraint idempotency_key_length CHECK (length(key) >= 1 AND length(key) <= 255),
  constraint idempotency_key_request_is_hashed CHECK (octet_length(request_hash) = 32)
);
CREATE INDEX idempotency_key_age ON platform.idempotency_key USING btree (created_at);
grant select, insert, update, delete on platform.idempotency_key to dollr_server;

create table platform.scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  constraint scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON platform.scheduled_tasks USING btree (execution_time);
grant select, insert, update, delete on platform.scheduled_tasks to dollr_server;

create schema sandbox;
grant usage on schema sandbox to dollr_server;

create table sandbox.payment (
  key uuid not null,
  merchant_id bigint not null,
  reference_id uuid not null,
  operation text not null,
  phone text not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null,
  verdict text,
  code text,
  message text,
  settle_at timestamp with time zone,
  paid_minor bigint not null,
  transaction_id text not null,
  callbacks_left integer not null,
  callback_at timestamp with time zone,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint payment_pkey PRIMARY KEY (key),
  constraint payment_settled_has_time CHECK ((status = 'PENDING'::text) = (settled_at IS NULL)),
  constraint payment_status_known CHECK (status = ANY (ARRAY['PENDING'::text, 'COMPLETED'::text, 'FAILED'::text])),
  constraint payment_verdict_known CHECK (verdict = ANY (ARRAY['COMPLETED'::text, 'FAILED'::text]))
) with (fillfactor=80);
CREATE INDEX payment_to_call_back ON sandbox.payment USING btree (callback_at) WHERE (callbacks_left > 0);
CREATE INDEX payment_to_settle ON sandbox.payment USING btree (settle_at) WHERE ((status = 'PENDING'::text) AND (settle_at IS NOT NULL));
grant select, insert, update on sandbox.payment to dollr_server;

create table sandbox.payment_intent (
  id text not null,
  key uuid not null,
  merchant_id bigint not null,
  reference_id uuid not null,
  client_secret text not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null,
  payment_method text,
  error_code text,
  decline_code text,
  error_message text,
  paid_minor bigint not null,
  callbacks_left integer not null,
  callback_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint payment_intent_pkey PRIMARY KEY (id),
  constraint payment_intent_key UNIQUE (key),
  constraint payment_intent_amount_positive CHECK (amount_minor > 0),
  constraint payment_intent_callback_has_time CHECK (callbacks_left = 0 OR callback_at IS NOT NULL),
  constraint payment_intent_status_known CHECK (status = ANY (ARRAY['REQUIRES_PAYMENT_METHOD'::text, 'REQUIRES_CONFIRMATION'::text, 'REQUIRES_ACTION'::text, 'PROCESSING'::text, 'SUCCEEDED'::text, 'CANCELED'::text]))
) with (fillfactor=80);
comment on column sandbox.payment_intent.client_secret is 'By which a browser finishes it. It lies open: nothing that it could move is money.';
CREATE INDEX payment_intent_of_reference ON sandbox.payment_intent USING btree (reference_id);
CREATE INDEX payment_intent_to_call_back ON sandbox.payment_intent USING btree (callback_at) WHERE (callbacks_left > 0);
grant select, insert, update on sandbox.payment_intent to dollr_server;

create table sandbox.refund (
  id text not null,
  key uuid not null,
  payment_intent_id text not null,
  merchant_id bigint not null,
  reference_id uuid not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null,
  fails_later boolean not null,
  settle_at timestamp with time zone,
  callbacks_left integer not null,
  callback_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint refund_pkey PRIMARY KEY (id),
  constraint refund_key UNIQUE (key),
  constraint refund_payment_intent FOREIGN KEY (payment_intent_id) REFERENCES sandbox.payment_intent(id),
  constraint refund_amount_positive CHECK (amount_minor > 0),
  constraint refund_callback_has_time CHECK (callbacks_left = 0 OR callback_at IS NOT NULL),
  constraint refund_status_known CHECK (status = ANY (ARRAY['PENDING'::text, 'SUCCEEDED'::text, 'FAILED'::text]))
);
CREATE INDEX refund_of_payment_intent ON sandbox.refund USING btree (payment_intent_id);
CREATE INDEX refund_to_call_back ON sandbox.refund USING btree (callback_at) WHERE (callbacks_left > 0);
CREATE INDEX refund_to_settle ON sandbox.refund USING btree (settle_at) WHERE (settle_at IS NOT NULL);
grant select, insert, update on sandbox.refund to dollr_server;

create schema settlement;
grant usage on schema settlement to dollr_server;

create table settlement.line (
  gateway text not null,
  line_id text not null,
  statement_id bigint not null,
  kind text not null,
  amount_minor bigint not null,
  fee_minor bigint,
  currency text not null,
  gateway_key uuid,
  transaction_id text,
  merchant_id bigint,
  execution_id bigint,
  happened_at timestamp with time zone not null,
  break_kind text,
  posted boolean not null,
  booked_minor bigint not null,
  constraint line_pkey_of_gateway PRIMARY KEY (gateway, line_id),
  constraint line_statement FOREIGN KEY (statement_id) REFERENCES settlement.statement(id),
  constraint line_break_known CHECK (break_kind = ANY (ARRAY['MISSING_HERE'::text, 'MISSING_THERE'::text, 'AMOUNT_DIFFERS'::text, 'FEE_DIFFERS'::text, 'CURRENCY_DIFFERS'::text, 'TWICE'::text, 'UNEXPLAINED'::text])),
  constraint line_currency_form CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint line_execution_of_merchant CHECK ((merchant_id IS NULL) = (execution_id IS NULL)),
  constraint line_kind_known CHECK (kind = ANY (ARRAY['PAYMENT'::text, 'PAYOUT'::text, 'REFUND'::text, 'REFUND_RETURN'::text, 'DISPUTE'::text, 'DISPUTE_REVERSAL'::text, 'FEE'::text, 'BANK'::text, 'OTHER'::text]))
);
comment on column settlement.line.amount_minor is 'By how much our account at the gateway changed; its fee is not part of it.';
comment on column settlement.line.posted is 'Whether the journal is written that the line itself makes: a fee, a payout to the bank.';
comment on column settlement.line.booked_minor is 'By how much the books have our account changed for it, when it was last looked at.';
CREATE INDEX line_of_execution ON settlement.line USING btree (gateway, execution_id) WHERE (execution_id IS NOT NULL);
CREATE INDEX line_of_statement ON settlement.line USING btree (statement_id);
grant select, insert on settlement.line to dollr_server;
grant update (merchant_id, execution_id, break_kind, posted, booked_minor) on settlement.line to dollr_server;

create table settlement.statement (
  id bigint not null generated always as identity,
  gateway text not null,
  content_hash bytea not null,
  name text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  imported_at timestamp with time zone not null,
  constraint statement_pkey PRIMARY KEY (id),
  constraint statement_once UNIQUE (gateway, content_hash),
  constraint statement_content_is_hashed CHECK (octet_length(content_hash) = 32),
  constraint statement_name_length CHECK (length(name) >= 1 AND length(name) <= 255),
  constraint statement_period CHECK (from_at <= until_at)
);
comment on table settlement.statement is 'A gateway''s, of what it has moved for all merchants; imported again it is the same one.';
grant select, insert on settlement.statement to dollr_server;
grant update (imported_at) on settlement.statement to dollr_server;

create schema stripe;
grant usage on schema stripe to dollr_server;

create table stripe.attempt (
  merchant_id bigint not null,
  key uuid not null,
  begun_at timestamp with time zone not null,
  object_id text,
  constraint attempt_pkey PRIMARY KEY (merchant_id, key),
  constraint attempt_object_form CHECK (object_id ~ '^(pi|re|pyr)_[A-Za-z0-9_]{1,250}$'::text)
);
comment on table stripe.attempt is 'Instructions that were sent, or were about to be: Stripe knows their keys for a day only.';
comment on column stripe.attempt.object_id is 'Empty while no answer has said it.';
grant select, insert on stripe.attempt to dollr_server;
grant update (begun_at, object_id) on stripe.attempt to dollr_server;

create table stripe.told (
  id text not null,
  type text not null,
  object_id text not null,
  received_at timestamp with time zone not null,
  next_at timestamp with time zone,
  tries integer not null,
  constraint told_pkey PRIMARY KEY (id),
  constraint told_id_length CHECK (length(id) >= 1 AND length(id) <= 255),
  constraint told_object_length CHECK (length(object_id) >= 1 AND length(object_id) <= 255),
  constraint told_tries_not_negative CHECK (tries >= 0)
);
comment on column stripe.told.next_at is 'When it is looked into; empty once it was.';
CREATE INDEX told_age ON stripe.told USING btree (received_at);
CREATE INDEX told_due ON stripe.told USING btree (next_at) WHERE (next_at IS NOT NULL);
grant select, insert, delete on stripe.told to dollr_server;
grant update (next_at, tries) on stripe.told to dollr_server;

create schema webhooks;
grant usage on schema webhooks to dollr_server;

create table webhooks.attempt (
  merchant_id bigint not null,
  delivery_id bigint not null,
  number integer not null,
  began_at timestamp with time zone not null,
  took_micros bigint not null,
  status integer,
  error text,
  answer text,
  constraint attempt_pkey PRIMARY KEY (merchant_id, delivery_id, number),
  constraint attempt_delivery FOREIGN KEY (merchant_id, delivery_id) REFERENCES webhooks.delivery(merchant_id, id) ON DELETE CASCADE,
  constraint attempt_ended CHECK ((status IS NULL) = (error IS NOT NULL)),
  constraint attempt_took_not_negative CHECK (took_micros >= 0)
);
grant select, insert, delete on webhooks.attempt to dollr_server;

create table webhooks.cursor (
  only_one boolean not null,
  after_xid xid8 not null,
  after_row bigint not null,
  constraint cursor_pkey PRIMARY KEY (only_one),
  constraint cursor_is_one CHECK (only_one)
);
grant select, update on webhooks.cursor to dollr_server;

create table webhooks.delivery (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  endpoint_id bigint not null,
  event_id bigint not null,
  event_type text not null,
  object_type text not null,
  object_id bigint not null,
  replay boolean not null,
  state text not null,
  attempts integer not null,
  next_at timestamp with time zone,
  last_status integer,
  last_error text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (merchant_id, id),
  constraint delivery_endpoint FOREIGN KEY (merchant_id, endpoint_id) REFERENCES webhooks.endpoint(merchant_id, id) ON DELETE CASCADE,
  constraint delivery_attempts_not_negative CHECK (attempts >= 0),
  constraint delivery_ended_has_time CHECK ((state = 'PENDING'::text) = (ended_at IS NULL)),
  constraint delivery_pending_has_next CHECK ((state = 'PENDING'::text) = (next_at IS NOT NULL)),
  constraint delivery_state_known CHECK (state = ANY (ARRAY['PENDING'::text, 'DELIVERED'::text, 'FAILED'::text, 'CANCELED'::text]))
) with (fillfactor=70);
CREATE INDEX delivery_age ON webhooks.delivery USING btree (created_at);
CREATE INDEX delivery_due ON webhooks.delivery USING btree (endpoint_id, next_at) WHERE (state = 'PENDING'::text);
CREATE INDEX delivery_of_endpoint ON webhooks.delivery USING btree (merchant_id, endpoint_id, id);
CREATE INDEX delivery_of_event ON webhooks.delivery USING btree (merchant_id, event_id);
CREATE INDEX delivery_waiting ON webhooks.delivery USING btree (endpoint_id, object_type, object_id, event_id) WHERE (state = 'PENDING'::text);
grant select, insert, update, delete on webhooks.delivery to dollr_server;

create table webhooks.endpoint (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  url text not null,
  description text,
  types text[] not null,
  status text not null,
  disabled_reason text,
  disabled_at timestamp with time zone,
  failing_since timestamp with time zone,
  sealed_secret bytea not null,
  sealed_previous bytea,
  previous_until timestamp with time zone,
  version integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint endpoint_pkey PRIMARY KEY (merchant_id, id),
  constraint endpoint_description_length CHECK (length(description) <= 255),
  constraint endpoint_disabled_has_time CHECK ((status = 'DISABLED'::text) = (disabled_at IS NOT NULL)),
  constraint endpoint_previous_whole CHECK ((sealed_previous IS NULL) = (previous_until IS NULL)),
  constraint endpoint_status_known CHECK (status = ANY (ARRAY['ENABLED'::text, 'DISABLED'::text])),
  constraint endpoint_types_count CHECK (cardinality(types) >= 1 AND cardinality(types) <= 50),
  constraint endpoint_url_length CHECK (length(url) >= 1 AND length(url) <= 2048)
);
comment on column webhooks.endpoint.failing_since is 'When the first failure after the last success was; null while all is well.';
grant select, insert, update, delete on webhooks.endpoint to dollr_server;

create table webhooks.resend (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  event_id bigint not null,
  created_at timestamp with time zone not null,
  constraint resend_pkey PRIMARY KEY (merchant_id, id)
);
comment on table webhooks.resend is 'Events that a merchant asked for again, for those who read the log instead of being called.';
CREATE INDEX resend_age ON webhooks.resend USING btree (created_at);
grant select, insert, delete on webhooks.resend to dollr_server;
