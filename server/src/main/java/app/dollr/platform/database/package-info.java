/** The way to PostgreSQL: where it is, and who logs in. */
@NullMarked
package app.dollr.platform.database;

import org.jspecify.annotations.NullMarked;
