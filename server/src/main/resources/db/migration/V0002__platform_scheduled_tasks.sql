-- Periodic chores, of which some node does each: db-scheduler's table, as its documentation gives it.
create table platform.scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  constraint scheduled_tasks_pkey primary key (task_name, task_instance)
);

create index scheduled_tasks_due on platform.scheduled_tasks (execution_time);

grant select, insert, update, delete on platform.scheduled_tasks to dollr_server;
