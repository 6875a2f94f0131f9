#!/bin/sh
# Orders: the collect flow with /v1/orders/* and the source type ORDER.
. "${0%/*}/api.sh"

post parties/create '{"fullname": "Comfort Doe", "phone": "231881234567"}'
party=$(value id) reference=$(uuid)
post counterparties/create '{"relationship_type": "CUSTOMER", "party_id": '"$party"'}'
post orders/create '{"counterparty_id": '"$(value id)"', "currency": "USD",
  "note": "Rice", "fee_bearer": "PAYER", "as_payment_link": false}'
order=$(value id)
post "orders/$order/items/add" '{"name": "Rice", "currency": "USD", "qty": 2, "amount": 95.00}'
put "orders/publish/$order"
post 'payment-accounts/create?operation_type=COLLECTION' '{"account_name": "Comfort Doe",
  "provider": "PAWAPAY", "method": "MTN_MOMO_LBR", "party_id": '"$party"',
  "insensitive_account_number": "231881234567"}'
account=$(value id)
post sessions/checkout '{"source_id": '"$order"', "source_type": "ORDER"}'
post executions/collection '{"session_id": "'"$(value id)"'", "currency": "USD",
  "payment_account_id": "'"$account"'", "reference_id": "'"$reference"'"}'
await "$reference"
get "status/source?source_type=ORDER&source_id=$order"
echo "order $(value source_number) $(value status)"
[ "$(value status)" = PAID ]
