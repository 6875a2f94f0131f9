#!/bin/sh
# Direct checkout: one call makes the source; account, session and payment are called for here.
. "${0%/*}/api.sh"

post checkouts/create '{"mode": "DIRECT", "source_kind": "INVOICE", "currency": "USD",
  "party_name": "Comfort Doe", "party_phone": "231771234567",
  "items": [{"name": "Rice, 25 kg", "currency": "USD", "amount": 95.00, "qty": 2}]}'
number=$(value source_number) source=$(value source_id) party=$(value party_id) reference=$(uuid)
post 'payment-accounts/create?operation_type=COLLECTION' '{"account_name": "Comfort Doe",
  "provider": "PAWAPAY", "method": "ORANGE_MONEY_LBR", "party_id": '"$party"',
  "insensitive_account_number": "231771234567"}'
account=$(value id)
post sessions/checkout '{"source_id": '"$source"', "source_type": "INVOICE"}'
post executions/collection '{"session_id": "'"$(value id)"'", "currency": "USD",
  "payment_account_id": "'"$account"'", "reference_id": "'"$reference"'"}'
await "$reference"
echo "payment $(value status) of $number"
[ "$(value status)" = COMPLETED ]
