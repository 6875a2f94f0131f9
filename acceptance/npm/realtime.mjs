// Follows one payment with the official client, as Dollr's guide does it, and tells what happens in
// lines of JSON. Lines on its standard input make it do things.
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

globalThis.WebSocket ??= WebSocket;
const say = (line) => console.log(JSON.stringify(line));
const fetched = globalThis.fetch;
globalThis.fetch = (...args) => {
  say({ fetch: String(args[0]) });
  return fetched(...args);
};
const { PACKAGE, URL, ANON, KEY, SESSION, REFERENCE, HEARTBEAT, NO_CALLBACK } = process.env;
const { createClient } = await import(PACKAGE);

let key = KEY;
const options = { auth: { autoRefreshToken: false, persistSession: false } };
if (!NO_CALLBACK) options.accessToken = async () => key;
options.realtime = {
  // How heartbeats are known in versions without onHeartbeat.
  logger: (kind, message) => {
    if (kind === 'receive' && /^ok phoenix phx_reply/.test(message)) say({ beat: true });
  },
};
if (HEARTBEAT) options.realtime.heartbeatIntervalMs = Number(HEARTBEAT);
const client = createClient(URL, ANON, options);
client.realtime.setAuth(key);
client.realtime.onHeartbeat?.((status) => say({ heartbeat: status }));

const subscribe = (reference) => {
  const channel = client.channel(`payment-intent:${SESSION}:${reference}`);
  channel
    .on(
      'postgres_changes',
      {
        event: '*',
        schema: 'public',
        table: 'checkout_payment_intent_public_status',
        filter: `reference_id=eq.${reference}`,
      },
      (payload) => say({ event: payload.eventType, new: payload.new, old: payload.old }),
    )
    .subscribe((status, error) => say({ status, why: error?.message ?? null }));
  return channel;
};
const channel = subscribe(REFERENCE);

createInterface({ input: process.stdin }).on('line', async (line) => {
  const [word, argument] = line.split(' ');
  if (word === 'leave') say({ left: await client.removeChannel(channel) });
  if (word === 'also') subscribe(argument);
  if (word === 'renew') {
    key = argument;
    await client.realtime.setAuth(argument);
    say({ renewed: true });
  }
  if (word === 'cut') client.realtime.conn.close();
  if (word === 'exit') process.exit(0);
});
process.on('unhandledRejection', (error) => say({ rejection: String(error) }));
