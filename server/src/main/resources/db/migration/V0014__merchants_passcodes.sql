-- Who may pay out: passcodes, slowly hashed, with the count of wrong attempts.
create table merchants.passcode (
  merchant_id bigint not null,
  id bigint generated always as identity,
  user_id text,
  phone text,
  is_default boolean not null,
  hash text not null,
  failures int not null,
  locked_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint passcode_pkey primary key (merchant_id, id),
  constraint passcode_of_user unique (merchant_id, user_id),
  constraint passcode_of_phone unique (merchant_id, phone),
  constraint passcode_is_argon2id check (hash like '$argon2id$%'),
  constraint passcode_failures_not_negative check (failures >= 0),
  constraint passcode_phone_form check (phone ~ '^[1-9][0-9]{7,14}$')
);

create unique index passcode_default on merchants.passcode (merchant_id) where is_default;

grant select, insert, update on merchants.passcode to dollr_server;
