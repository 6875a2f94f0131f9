/**
 * The log of what happened, as merchants are told: {@code platform.event}. Rooms write into it in
 * the very statement that changes an object; whoever passes the news on reads it from a cursor.
 */
@NullMarked
package app.dollr.platform.events;

import org.jspecify.annotations.NullMarked;
