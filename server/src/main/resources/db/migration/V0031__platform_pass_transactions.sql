-- A dump restored elsewhere brings numbers of transactions that the new PostgreSQL has yet to reach.
create procedure platform.pass_transactions(number xid8, most integer)
language plpgsql
as $$
begin
  for i in 1 .. most loop
    exit when pg_current_xact_id() > number;
    commit;
  end loop;
end
$$;

comment on procedure platform.pass_transactions is
  'Uses up numbers of transactions until they are above one, at most so many at once.';
grant execute on procedure platform.pass_transactions to dollr_server;
