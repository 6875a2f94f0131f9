-- How a merchant's pages look. The logo lies here, so that no page asks another host for it.
create table merchants.look (
  merchant_id bigint not null,
  colour text,
  logo_type text,
  logo bytea,
  updated_at timestamptz not null,
  constraint look_pkey primary key (merchant_id),
  constraint look_of_merchant foreign key (merchant_id) references merchants.merchant,
  constraint look_colour_form check (colour ~ '^#[0-9a-f]{6}$'),
  constraint look_logo_type_known check (logo_type in ('image/png', 'image/jpeg', 'image/webp')),
  constraint look_logo_whole check ((logo is null) = (logo_type is null)),
  constraint look_logo_size check (octet_length(logo) <= 40960)
);

grant select, insert, update on merchants.look to dollr_server;
