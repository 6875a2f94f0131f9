/** Work that no request waits for: rows that fall due, and periodic chores. */
@NullMarked
package app.dollr.platform.jobs;

import org.jspecify.annotations.NullMarked;
