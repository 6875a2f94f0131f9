/**
 * The way to PostgreSQL: statements as values, run one by one or several in one round trip.
 *
 * <p>A store describes each statement as a {@link app.dollr.platform.database.Step}: its SQL, its
 * parameters, how its answer is read. {@link app.dollr.platform.database.Database} runs a step in a
 * transaction of its own, or a list of them in one transaction and one round trip. What must hold
 * is said in the SQL, by {@code platform.refuse_unless(condition, 'NAME')}: when the condition does
 * not hold, the whole list is undone and {@link app.dollr.platform.database.GuardFailed} names it.
 *
 * <p>Tables: {@code platform.scheduled_tasks} (periodic work), {@code platform.schema_history}.
 */
@NullMarked
package app.dollr.platform.database;

import org.jspecify.annotations.NullMarked;
