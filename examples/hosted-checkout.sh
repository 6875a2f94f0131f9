#!/bin/sh
# Hosted checkout: one call makes the invoice, the payer and the page on which it is paid.
. "${0%/*}/api.sh"

post checkouts/create '{"mode": "HOSTED", "source_kind": "INVOICE", "currency": "USD",
  "party_name": "Comfort Doe", "party_phone": "231771234567",
  "items": [{"name": "Rice, 25 kg", "currency": "USD", "amount": 95.00, "qty": 2}],
  "success_url": "https://shop.example/thanks", "cancel_url": "https://shop.example/cart"}'
echo "$(value source_number) is paid at $(value url)"
