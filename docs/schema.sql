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
  constraint payment_account_pkey PRIMARY KEY (merchant_id, id),
  constraint payment_account_country_form CHECK (country_code ~ '^[A-Z]{2}$'::text),
  constraint payment_account_name_length CHECK (length(account_name) >= 1 AND length(account_name) <= 255),
  constraint payment_account_operation_known CHECK (operation_type = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text])),
  constraint payment_account_phone_form CHECK (phone ~ '^[1-9][0-9]{7,14}$'::text)
);
CREATE INDEX payment_account_of_party ON accounts.payment_account USING btree (merchant_id, party_id);
grant select, insert, update on accounts.payment_account to dollr_server;

create schema checkout;
grant usage on schema checkout to dollr_server;

create sequence checkout.session_id increment by 1;
grant usage on sequence checkout.session_id to dollr_server;

create table checkout.session (
  merchant_id bigint not null,
  id bigint not null default nextval('checkout.session_id'::regclass),
  document_kind text not null,
  document_id bigint not null,
  currency text not null,
  total_minor bigint not null,
  fee_bearer text not null,
  status text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (merchant_id, id),
  constraint session_document_kind_known CHECK (document_kind = ANY (ARRAY['INVOICE'::text, 'ORDER'::text])),
  constraint session_expires_later CHECK (expires_at > created_at),
  constraint session_fee_bearer_known CHECK (fee_bearer = ANY (ARRAY['PAYER'::text, 'PAYEE'::text])),
  constraint session_status_known CHECK (status = ANY (ARRAY['ACTIVE'::text, 'EXECUTED'::text])),
  constraint session_total_positive CHECK (total_minor > 0)
) with (fillfactor=80);
comment on column checkout.session.status is 'An ACTIVE session past expires_at is EXPIRED; nothing has to be written for that.';
CREATE INDEX session_of_document ON checkout.session USING btree (merchant_id, document_id);
grant select, insert, update on checkout.session to dollr_server;

create schema documents;
grant usage on schema documents to dollr_server;

create table documents.document (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  number text not null,
  counterparty_id bigint not null,
  currency text not null,
  total_minor bigint not null,
  lines integer not null,
  status text not null,
  note text not null,
  fee_bearer text not null,
  as_payment_link boolean not null,
  reference_id text,
  due_at timestamp with time zone,
  paid_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint document_pkey PRIMARY KEY (merchant_id, id),
  constraint document_number UNIQUE (merchant_id, number),
  constraint document_currency_form CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint document_fee_bearer_known CHECK (fee_bearer = ANY (ARRAY['PAYER'::text, 'PAYEE'::text])),
  constraint document_kind_known CHECK (kind = ANY (ARRAY['INVOICE'::text, 'ORDER'::text])),
  constraint document_lines_range CHECK (lines >= 0 AND lines <= 200),
  constraint document_note_length CHECK (length(note) <= 2000),
  constraint document_paid_has_time CHECK ((status = 'PAID'::text) = (paid_at IS NOT NULL)),
  constraint document_payable_has_lines CHECK (lines > 0 OR (status = ANY (ARRAY['IDLE'::text, 'CANCELED'::text]))),
  constraint document_reference_length CHECK (length(reference_id) <= 255),
  constraint document_status_known CHECK (status = ANY (ARRAY['IDLE'::text, 'ACTIVE'::text, 'PROCESSING'::text, 'PAID'::text, 'CANCELED'::text])),
  constraint document_total_range CHECK (total_minor >= 0 AND total_minor <= '1000000000000000'::bigint)
) with (fillfactor=80);
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

create sequence executions.execution_id increment by 32;
grant usage on sequence executions.execution_id to dollr_server;

create table executions.execution (
  merchant_id bigint not null,
  id bigint not null,
  operation text not null,
  reference_id uuid not null,
  request_hash bytea not null,
  state text not null,
  version integer not null,
  session_id bigint not null,
  payment_account_id bigint not null,
  document_kind text not null,
  document_id bigint not null,
  method text not null,
  gateway text not null,
  gateway_key uuid not null,
  phone text not null,
  payer_minor bigint not null,
  payer_currency text not null,
  payee_minor bigint not null,
  payee_currency text not null,
  provider_transaction_id text,
  gateway_code text,
  gateway_message text,
  accepted_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  absent_at timestamp with time zone,
  checks integer not null,
  next_at timestamp with time zone,
  final_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint execution_pkey PRIMARY KEY (merchant_id, id),
  constraint execution_reference UNIQUE (merchant_id, reference_id),
  constraint execution_final_has_time CHECK ((state = ANY (ARRAY['COMPLETED'::text, 'FAILED'::text])) = (final_at IS NOT NULL)),
  constraint execution_final_waits_for_nothing CHECK (final_at IS NULL OR next_at IS NULL),
  constraint execution_operation_known CHECK (operation = ANY (ARRAY['COLLECTION'::text, 'PAYOUT'::text, 'TRANSFER'::text, 'REFUND'::text])),
  constraint execution_payee_positive CHECK (payee_minor > 0),
  constraint execution_payer_positive CHECK (payer_minor > 0),
  constraint execution_request_is_hashed CHECK (octet_length(request_hash) = 32),
  constraint execution_state_known CHECK (state = ANY (ARRAY['ACCEPTED'::text, 'SENT'::text, 'UNCERTAIN'::text, 'HELD'::text, 'COMPLETED'::text, 'FAILED'::text]))
) with (fillfactor=70);
comment on column executions.execution.sent_at is 'When it was last handed to the gateway, set before that happens.';
comment on column executions.execution.absent_at is 'When the gateway first said that it does not know it, since it was last sent.';
comment on column executions.execution.next_at is 'When a job looks at it again; moved ahead while somebody works on it.';
CREATE INDEX execution_due ON executions.execution USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX execution_of_document ON executions.execution USING btree (merchant_id, document_id);
grant select, insert, update on executions.execution to dollr_server;

create table executions.gateway_exception (
  merchant_id bigint not null,
  id bigint not null generated always as identity,
  execution_id bigint not null,
  kind text not null,
  amount_minor bigint,
  currency text,
  provider_transaction_id text,
  said text not null,
  noted_at timestamp with time zone not null,
  constraint gateway_exception_pkey PRIMARY KEY (merchant_id, id),
  constraint gateway_exception_once UNIQUE (merchant_id, execution_id, kind),
  constraint gateway_exception_execution FOREIGN KEY (merchant_id, execution_id) REFERENCES executions.execution(merchant_id, id),
  constraint gateway_exception_kind_known CHECK (kind = ANY (ARRAY['OTHER_AMOUNT'::text, 'LATE_SUCCESS'::text, 'LATE_FAILURE'::text]))
);
grant select, insert on executions.gateway_exception to dollr_server;

create schema merchants;
grant usage on schema merchants to dollr_server;

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
