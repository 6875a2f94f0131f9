-- Whom a merchant deals with, and as what.
create schema parties;
grant usage on schema parties to dollr_server;

create table parties.party (
  merchant_id bigint not null,
  id bigint generated always as identity,
  fullname text not null,
  phone text not null,
  email text,
  country_code text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint party_pkey primary key (merchant_id, id),
  constraint party_fullname_length check (length(fullname) between 1 and 255),
  constraint party_phone_form check (phone ~ '^[1-9][0-9]{7,14}$'),
  constraint party_email_length check (length(email) <= 254),
  constraint party_country_form check (country_code ~ '^[A-Z]{2}$')
);

create index party_by_phone on parties.party (merchant_id, phone);

create table parties.counterparty (
  merchant_id bigint not null,
  id bigint generated always as identity,
  party_id bigint,
  relationship_type text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint counterparty_pkey primary key (merchant_id, id),
  constraint counterparty_party foreign key (merchant_id, party_id)
    references parties.party (merchant_id, id),
  constraint counterparty_relationship_known check (relationship_type in (
    'CUSTOMER', 'FRIEND', 'DONOR', 'DONEE', 'FAMILY', 'EMPLOYEE', 'SUPPLIER', 'CONTACT',
    'SERVICE_PROVIDER', 'PARTNER', 'BENEFICIARY', 'SELF'))
);

create index counterparty_of_party on parties.counterparty (merchant_id, party_id);

grant select, insert, update on parties.party, parties.counterparty to dollr_server;
