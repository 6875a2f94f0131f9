-- The role the server runs as, and the guard by which a statement says what must hold.
do $$
begin
  if not exists (select from pg_roles where rolname = 'dollr_server') then
    create role dollr_server nologin;
    execute format('grant dollr_server to %I', current_user);
  end if;
end
$$;

revoke create on schema public from public;
grant usage on schema platform to dollr_server;

create function platform.refuse_unless(holds boolean, guard text) returns void
  language plpgsql
  as $$
begin
  if holds is not true then
    raise exception using errcode = 'DL001', message = guard;
  end if;
end
$$;

comment on function platform.refuse_unless is
  'Undoes the transaction, naming the guard, unless the condition is true.';
grant execute on function platform.refuse_unless to dollr_server;
