# What the short examples share, to be read into a script: post, put, get and await, each of which
# keeps its answer; value, which takes a field of it; and uuid. They need a shell, curl, sed and grep.
set -eu
: "${DOLLR_BASE_URL:?}" "${DOLLR_CLIENT_ID:?}" "${DOLLR_CLIENT_SECRET:?}"

# value KEY: the first value of that field of the last answer, text or number.
value() {
  printf '%s' "$answer" | grep -o "\"$1\" *: *\"\{0,1\}[^\",}]*" | head -n 1 |
    sed 's/^[^:]*: *"\{0,1\}//'
}

# call METHOD PATH [BODY]: token and body go in by file descriptors, not by the process list.
call() {
  answer=$(printf '%s' "${3-}" | curl --silent --show-error --fail-with-body --max-time 20 \
    --request "$1" --header 'Content-Type: application/json' --header @/dev/fd/3 \
    --data-binary @- "$DOLLR_BASE_URL/v1/$2" 3<<HEADER
${token:+Authorization: Bearer $token}
HEADER
  ) || {
    echo "$1 $2: $answer" >&2
    exit 1
  }
}

post() { call POST "$1" "$2"; }
put() { call PUT "$1"; }
get() { call GET "$1"; }

# A version-4 UUID.
uuid() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' |
    sed 's/\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\)/\1-\2-4\3-a\4-\5/'
}

# await REFERENCE: until the payment has ended, for a minute at most; an open one has not failed.
await() {
  tries=0
  get "status/collection/$1"
  while [ $tries -lt 60 ]; do
    case $(value status) in COMPLETED | FAILED) return ;; esac
    sleep 1
    tries=$((tries + 1))
    get "status/collection/$1"
  done
}

token=
post jwt/client/obtain/token \
  "{\"client_id\": \"$DOLLR_CLIENT_ID\", \"client_secret\": \"$DOLLR_CLIENT_SECRET\"}"
token=$(value access_token)
