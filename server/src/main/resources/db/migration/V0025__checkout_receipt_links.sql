-- Links to receipts; and only one link of each kind that merchants ask for, however often they do.
alter table checkout.link
  drop constraint link_mode_known,
  add constraint link_mode_known check (mode in ('HOSTED', 'DIRECT', 'LINK', 'RECEIPT'));

create unique index link_asked_for_once on checkout.link (merchant_id, document_id, mode)
  where mode in ('LINK', 'RECEIPT');
