-- Rules in a form that PostgreSQL does not parse anew for each statement, where payments write.
-- A table's check is read from its stored text whenever a statement writes the table: some 5
-- microseconds each, 80 of them for a payment. A rule about one column is a domain, which is kept
-- ready and looked at when that column is set; rules about several are one function of the row.
-- Every rule keeps the name it had, and refuses under it.

create function platform.refuse_row(violated text) returns boolean
  language plpgsql immutable
  as $$
begin
  raise exception using errcode = 'check_violation', constraint = violated,
    message = format('new row violates check constraint "%s"', violated);
end
$$;

comment on function platform.refuse_row is 'Raises what a check constraint of that name would.';

-- Documents.

create domain documents.kind as text
  constraint document_kind_known check (value in ('INVOICE', 'ORDER'));
create domain documents.currency as text
  constraint document_currency_form check (value ~ '^[A-Z]{3}$');
create domain documents.total as bigint
  constraint document_total_range check (value between 0 and 1000000000000000);
create domain documents.line_count as int
  constraint document_lines_range check (value between 0 and 200);
create domain documents.status as text
  constraint document_status_known check (
    value in ('IDLE', 'ACTIVE', 'PROCESSING', 'PAID', 'CANCELED'));
create domain documents.note as text
  constraint document_note_length check (length(value) <= 2000);
create domain documents.reference as text
  constraint document_reference_length check (length(value) <= 255);
create domain documents.fee_bearer as text
  constraint document_fee_bearer_known check (value in ('PAYER', 'PAYEE'));

alter table documents.document
  drop constraint document_kind_known,
  drop constraint document_currency_form,
  drop constraint document_total_range,
  drop constraint document_lines_range,
  drop constraint document_status_known,
  drop constraint document_note_length,
  drop constraint document_reference_length,
  drop constraint document_fee_bearer_known,
  drop constraint document_paid_has_time,
  drop constraint document_payable_has_lines;

alter table documents.document
  alter kind type documents.kind,
  alter currency type documents.currency,
  alter total_minor type documents.total,
  alter lines type documents.line_count,
  alter status type documents.status,
  alter note type documents.note,
  alter reference_id type documents.reference,
  alter fee_bearer type documents.fee_bearer;

create function documents.is_whole(it documents.document) returns boolean
  language plpgsql immutable
  as $$
declare
  violated text := case
    when (it.status = 'PAID') <> (it.paid_at is not null)
      then 'document_paid_has_time'
    when it.lines = 0 and it.status not in ('IDLE', 'CANCELED')
      then 'document_payable_has_lines'
  end;
begin
  return violated is null or platform.refuse_row(violated);
end
$$;

alter table documents.document
  add constraint document_is_whole check (documents.is_whole(document));

-- Sessions.

create domain checkout.session_kind as text
  constraint session_kind_known check (value in ('CHECKOUT', 'PAYOUT', 'TRANSFER', 'REFUND'));
create domain checkout.document_kind as text
  constraint session_document_kind_known check (value in ('INVOICE', 'ORDER'));
create domain checkout.fee_bearer as text
  constraint session_fee_bearer_known check (value in ('PAYER', 'PAYEE'));
create domain checkout.reason as text
  constraint session_reason_length check (length(value) <= 2000);
create domain checkout.amount as bigint
  constraint session_amount_positive check (value > 0);
create domain checkout.session_status as text
  constraint session_status_known check (value in ('ACTIVE', 'EXECUTED'));

alter table checkout.session
  drop constraint session_kind_known,
  drop constraint session_document_kind_known,
  drop constraint session_fee_bearer_known,
  drop constraint session_reason_length,
  drop constraint session_amount_positive,
  drop constraint session_status_known,
  drop constraint session_checkout_whole,
  drop constraint session_payout_whole,
  drop constraint session_transfer_whole,
  drop constraint session_refund_whole,
  drop constraint session_expires_later;

alter table checkout.session
  alter kind type checkout.session_kind,
  alter document_kind type checkout.document_kind,
  alter fee_bearer type checkout.fee_bearer,
  alter reason type checkout.reason,
  alter amount_minor type checkout.amount,
  alter status type checkout.session_status;

create function checkout.is_whole(it checkout.session) returns boolean
  language plpgsql immutable
  as $$
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
$$;

alter table checkout.session
  add constraint session_is_whole check (checkout.is_whole(session));

-- The ledger.

create domain ledger.credit as bigint
  constraint unfolded_positive check (value > 0);

alter table ledger.unfolded drop constraint unfolded_positive;
alter table ledger.unfolded alter amount_minor type ledger.credit;

alter table ledger.journal
  drop constraint journal_has_postings,
  drop constraint journal_postings_whole,
  drop constraint journal_amounts_positive,
  drop constraint journal_postings_known,
  drop constraint journal_wallet_named,
  drop constraint journal_party_wallet_named,
  drop constraint journal_gateway_named;

create function ledger.is_whole(it ledger.journal) returns boolean
  language plpgsql immutable
  as $$
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
$$;

alter table ledger.journal
  add constraint journal_is_whole check (ledger.is_whole(journal));
