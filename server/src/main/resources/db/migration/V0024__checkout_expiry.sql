-- How far the expiry of sessions was told; nothing is written to a session for it.
create table checkout.expiry (
  only_one boolean not null,
  told_until timestamptz,
  constraint expiry_pkey primary key (only_one),
  constraint expiry_is_one check (only_one)
);

insert into checkout.expiry values (true, null);

-- Sessions lie in the order in which they expire, nearly; and such an index costs a payment nothing.
create index session_by_expiry on checkout.session using brin (expires_at)
  with (pages_per_range = 16);

grant select, update on checkout.expiry to dollr_server;
