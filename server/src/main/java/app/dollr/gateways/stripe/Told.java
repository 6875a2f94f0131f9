package app.dollr.gateways.stripe;

/**
 * That Stripe speaks of an object: what it says of it is asked for.
 *
 * @param event {@code evt_…}
 * @param type such as {@code payment_intent.succeeded}
 * @param object {@code pi_…}, {@code re_…} or {@code du_…}
 * @param tries how often it was looked into
 */
record Told(String event, String type, String object, int tries) {}
