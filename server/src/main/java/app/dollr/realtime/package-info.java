/**
 * What payers' browsers are told of a payment while it happens, over the protocol of Supabase
 * Realtime and as server-sent events. It keeps nothing: it passes on events of executions.
 */
@NullMarked
package app.dollr.realtime;

import org.jspecify.annotations.NullMarked;
