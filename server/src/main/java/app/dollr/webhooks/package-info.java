/**
 * The sending of events to merchants' servers: endpoints, deliveries, signatures, retries. Its
 * tables are those of the schema {@code webhooks}; it tells {@code webhook_endpoint.disabled} and
 * {@code webhook.ping}.
 */
@NullMarked
package app.dollr.webhooks;

import org.jspecify.annotations.NullMarked;
