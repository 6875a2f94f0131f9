-- What gateways' statements say, line by line, and where the books disagree.
create schema settlement;
grant usage on schema settlement to dollr_server;

create table settlement.statement (
  id bigint generated always as identity,
  gateway text not null,
  content_hash bytea not null,
  name text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  imported_at timestamptz not null,
  constraint statement_pkey primary key (id),
  constraint statement_once unique (gateway, content_hash),
  constraint statement_content_is_hashed check (octet_length(content_hash) = 32),
  constraint statement_name_length check (length(name) between 1 and 255),
  constraint statement_period check (from_at <= until_at)
);

comment on table settlement.statement is
  'A gateway''s, of what it has moved for all merchants; imported again it is the same one.';

-- No merchant's: which one a line is about is known once it is matched.
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
  happened_at timestamptz not null,
  break_kind text,
  constraint line_pkey_of_gateway primary key (gateway, line_id),
  constraint line_statement foreign key (statement_id) references settlement.statement (id),
  constraint line_kind_known check (
    kind in ('PAYMENT', 'PAYOUT', 'REFUND', 'REFUND_RETURN', 'DISPUTE', 'DISPUTE_REVERSAL', 'FEE',
      'OTHER')),
  constraint line_currency_form check (currency ~ '^[A-Z]{3}$'),
  constraint line_execution_of_merchant check ((merchant_id is null) = (execution_id is null)),
  constraint line_break_known check (
    break_kind in ('MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS', 'FEE_DIFFERS',
      'CURRENCY_DIFFERS', 'TWICE'))
);

comment on column settlement.line.amount_minor is
  'By how much our account at the gateway changed; its fee is not part of it.';

create index line_of_statement on settlement.line (statement_id);
create index line_of_execution on settlement.line (gateway, execution_id)
  where execution_id is not null;

grant select, insert on settlement.statement, settlement.line to dollr_server;
grant update (imported_at) on settlement.statement to dollr_server;
grant update (break_kind, merchant_id, execution_id) on settlement.line to dollr_server;
