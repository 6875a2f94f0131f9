-- The tiers, fees and rates a new platform begins with; the operator adds others.
insert into fees.tier (name, is_default, created_at) values
  ('default', true, '2020-01-01T00:00:00Z'),
  ('growth', false, '2020-01-01T00:00:00Z');

insert into fees.tier_rate
  (tier_id, operation, percentage, fx_percentage, effective_from, created_at)
select tier.id, seed.operation, seed.percentage, seed.fx_percentage,
  '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'
from (values
  ('default', 'COLLECTION', 1.00, 1.50),
  ('default', 'PAYOUT', 0.50, 1.50),
  ('default', 'TRANSFER', 0.25, 1.50),
  ('default', 'REFUND', 0, 0),
  ('growth', 'COLLECTION', 0.50, 0.75),
  ('growth', 'PAYOUT', 0.25, 0.75),
  ('growth', 'TRANSFER', 0.125, 0.75),
  ('growth', 'REFUND', 0, 0)) as seed (tier, operation, percentage, fx_percentage)
join fees.tier tier on tier.name = seed.tier;

insert into fees.gateway_fee
  (method, operation, percentage, fixed_minor, fixed_currency, effective_from, created_at)
values
  ('MTN_MOMO_LBR', 'COLLECTION', 1.75, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('MTN_MOMO_LBR', 'PAYOUT', 1.00, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('ORANGE_MONEY_LBR', 'COLLECTION', 2.00, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('ORANGE_MONEY_LBR', 'PAYOUT', 1.25, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('AIRTEL_RWA', 'COLLECTION', 1.80, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('AIRTEL_RWA', 'PAYOUT', 1.00, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('MTN_MOMO_RWA', 'COLLECTION', 1.80, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('MTN_MOMO_RWA', 'PAYOUT', 1.00, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('CREDIT_CARD', 'COLLECTION', 2.90, 30, 'USD', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('WALLET', 'COLLECTION', 0, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('WALLET', 'PAYOUT', 0, null, null, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z');

insert into fees.fx_rate (currency, per_usd, source, effective_from, created_at) values
  ('LRD', 190.00, 'seed', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
  ('RWF', 1450, 'seed', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z');
