-- What happened, as merchants are told: one log that is only added to.
create table platform.event (
  merchant_id bigint not null,
  id bigint generated always as identity,
  slot smallint not null,
  types text[] not null,
  object_type text not null,
  object_id bigint not null,
  sequence int not null,
  data text not null,
  created_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint event_pkey primary key (merchant_id, id, slot),
  constraint event_types_count check (cardinality(types) between 1 and 2),
  constraint event_sequence_positive check (sequence > 0)
) partition by list (slot);

comment on table platform.event is
  'A ring of eight partitions, a week each. The oldest are emptied as a whole, never row by row.';
comment on column platform.event.types is
  'What one row tells: the general word, then the particular one. Each is an event of its own.';
comment on column platform.event.sequence is
  'Grows with each change of the object; changes that are not told leave gaps.';
comment on column platform.event.data is 'The object as answers show it, in JSON.';
comment on column platform.event.xid is
  'Which transaction wrote it: ids do not commit in order, so readers go by this.';

create index event_by_transaction on platform.event (xid, id);
create index event_of_object on platform.event (merchant_id, object_id);

create table platform.event_0 partition of platform.event for values in (0);
create table platform.event_1 partition of platform.event for values in (1);
create table platform.event_2 partition of platform.event for values in (2);
create table platform.event_3 partition of platform.event for values in (3);
create table platform.event_4 partition of platform.event for values in (4);
create table platform.event_5 partition of platform.event for values in (5);
create table platform.event_6 partition of platform.event for values in (6);
create table platform.event_7 partition of platform.event for values in (7);

create function platform.refuse_event_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception '% is only added to', tg_table_schema || '.' || tg_table_name
    using errcode = 'DL002';
end
$$;

-- Emptying a partition is refused too, unless all in it is a month older than the newest event.
create function platform.refuse_event_truncate() returns trigger
  language plpgsql
  as $$
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
$$;

do $$
declare
  slot int;
begin
  create trigger event_is_only_added_to before update or delete or truncate on platform.event
    for each statement execute function platform.refuse_event_change();
  for slot in 0..7 loop
    execute format('create trigger event_is_only_added_to before update or delete'
      ' on platform.event_%s for each statement execute function platform.refuse_event_change()',
      slot);
    execute format('create trigger event_is_kept before truncate'
      ' on platform.event_%s for each statement execute function platform.refuse_event_truncate()',
      slot);
  end loop;
end
$$;

-- Empties the partitions whose newest event is older than this; says how many.
create function platform.clear_events(before timestamptz) returns int
  language plpgsql
  security definer
  set search_path = pg_catalog
  as $$
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
$$;

-- Amounts and moments as answers show them, for events of what only a statement knows.
create function platform.amount(minor bigint, currency text) returns numeric
  language sql immutable
  return case
    when currency in ('ADP', 'BEF', 'BIF', 'BYB', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK',
      'ITL', 'JPY', 'KMF', 'KRW', 'LUF', 'MGF', 'PTE', 'PYG', 'ROL', 'RWF', 'TPE', 'TRL', 'UGX',
      'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then minor::numeric
    when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND')
      then round(minor::numeric / 1000, 3)
    else round(minor::numeric / 100, 2)
  end;

create function platform.moment(moment timestamptz) returns text
  language sql immutable
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');

grant execute on function platform.amount, platform.moment to dollr_server;
revoke execute on function platform.clear_events from public;
grant execute on function platform.clear_events to dollr_server;
grant select, insert on platform.event to dollr_server;

-- Documents count their changes, so that what is told of them has an order.
alter table documents.document add column version int not null default 0;
