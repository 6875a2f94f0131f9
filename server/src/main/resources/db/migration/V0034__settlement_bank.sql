-- What statements do to the ledger, each line once, and how much of a line the books have.
alter table settlement.line
  drop constraint line_kind_known,
  drop constraint line_break_known,
  add column posted boolean,
  add column booked_minor bigint;

-- Until now a line was posted when it came in, where it was known whose it was and had a fee.
update settlement.line
set posted = execution_id is not null and fee_minor is not null, booked_minor = 0;

alter table settlement.line
  alter column posted set not null,
  alter column booked_minor set not null,
  add constraint line_kind_known check (
    kind in ('PAYMENT', 'PAYOUT', 'REFUND', 'REFUND_RETURN', 'DISPUTE', 'DISPUTE_REVERSAL', 'FEE',
      'BANK', 'OTHER')),
  add constraint line_break_known check (
    break_kind in ('MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS', 'FEE_DIFFERS',
      'CURRENCY_DIFFERS', 'TWICE', 'UNEXPLAINED'));

comment on column settlement.line.posted is
  'Whether the journal is written that the line itself makes: a fee, a payout to the bank.';
comment on column settlement.line.booked_minor is
  'By how much the books have our account changed for it, when it was last looked at.';

grant update (posted, booked_minor) on settlement.line to dollr_server;
