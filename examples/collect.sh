#!/bin/sh
# Collects an invoice and an order with curl, sed and grep alone, and exits with 0 only when both
# are paid. The two differ in what the API takes either way: ids as texts and as numbers, the
# provider as PAWAPAY and as the method's own name, phones with and without a plus.
#
#   DOLLR_BASE_URL=... DOLLR_CLIENT_ID=... DOLLR_CLIENT_SECRET=... examples/collect.sh
set -eu
: "${DOLLR_BASE_URL:?}" "${DOLLR_CLIENT_ID:?}" "${DOLLR_CLIENT_SECRET:?}"

# The first value of a key, text or number.
value() {
  grep -o "\"$1\" *: *\"\{0,1\}[^\",}]*" | head -n 1 | sed 's/^[^:]*: *"\{0,1\}//'
}

# Every call says that it speaks JSON, also a PUT without a body and a GET. Token and body go in by
# file descriptors, so that the process list shows neither.
call() {
  method=$1 path=$2
  case $method in
    POST) set -- --data-binary @- ;;
    PUT) set -- --header 'Content-Length: 0' ;;
    *) set -- ;;
  esac
  curl --silent --show-error --fail-with-body --max-time 20 --request "$method" \
    --header 'Content-Type: application/json' --header @/dev/fd/3 "$@" "$DOLLR_BASE_URL$path" \
    3<<HEADER
${token:+Authorization: Bearer $token}
HEADER
}

# ask KEY METHOD PATH [BODY]: that key of the answer; a refusal ends the script and says why.
ask() {
  key=$1
  shift
  answer=$(printf '%s' "${3-}" | call "$1" "$2") || {
    echo "$1 $2: $answer" >&2
    return 1
  }
  printf '%s' "$answer" | value "$key"
}

# A version-4 UUID.
uuid() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' |
    sed 's/\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\)/\1-\2-4\3-a\4-\5/'
}

# collect KIND TYPE PHONE PROVIDER METHOD QUOTE: QUOTE is what stands around ids in the execution.
collect() {
  kind=$1 type=$2 phone=$3 provider=$4 method_name=$5 quote=$6

  # Chain: party, counterparty, document, line, publish.
  party=$(ask id POST /v1/parties/create \
    "{\"fullname\": \"Comfort Doe\", \"phone\": \"$phone\"}")
  counterparty=$(ask id POST /v1/counterparties/create \
    "{\"relationship_type\": \"CUSTOMER\", \"party_id\": $party}")
  document=$(ask id POST "/v1/$kind/create" "{\"counterparty_id\": $counterparty,
    \"currency\": \"USD\", \"note\": \"Consulting\", \"fee_bearer\": \"PAYER\",
    \"as_payment_link\": false}")
  line=$(ask id POST "/v1/$kind/$document/items/add" \
    '{"name": "Consulting", "currency": "USD", "qty": 1, "amount": 250.00}')
  published=$(ask status PUT "/v1/$kind/publish/$document")
  echo "$kind: party $party, counterparty $counterparty, document $document, line $line $published"

  # Where the payer pays from, and an occasion to pay.
  account=$(ask id POST '/v1/payment-accounts/create?operation_type=COLLECTION' \
    "{\"account_name\": \"Comfort Doe\", \"provider\": \"$provider\", \"method\": \"$method_name\",
    \"party_id\": $party, \"insensitive_account_number\": \"$phone\"}")
  session=$(ask id POST /v1/sessions/checkout \
    "{\"source_id\": $document, \"source_type\": \"$type\"}")
  echo "$kind: account $account, session $session"

  # Execute: the same reference_id names the same payment, however often this is sent.
  reference=$(uuid)
  accepted=$(ask status POST /v1/executions/collection "{\"session_id\": $quote$session$quote,
    \"payment_account_id\": $quote$account$quote, \"currency\": \"USD\",
    \"reference_id\": \"$reference\"}")
  echo "$kind: reference $reference $accepted"

  # Poll the status. A payment that is still open after a minute has not failed.
  tries=0 status=
  while [ "$status" != COMPLETED ] && [ "$status" != FAILED ] && [ $tries -lt 60 ]; do
    [ $tries -eq 0 ] || sleep 1
    tries=$((tries + 1))
    status=$(ask status GET "/v1/status/collection/$reference")
  done
  paid=$(ask status GET "/v1/status/source?source_type=$type&source_id=$document")
  echo "$kind: payment $status, document $paid"
  [ "$status" = COMPLETED ] && [ "$paid" = PAID ]
}

token=
token=$(ask access_token POST /v1/jwt/client/obtain/token \
  "{\"client_id\": \"$DOLLR_CLIENT_ID\", \"client_secret\": \"$DOLLR_CLIENT_SECRET\"}")

collect invoices INVOICE 231771234567 PAWAPAY ORANGE_MONEY_LBR '"'
collect orders ORDER +231881234567 MTN_MOMO_LBR MTN_MOMO_LBR ''
