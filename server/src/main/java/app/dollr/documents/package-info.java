/**
 * Invoices and orders: one model in two kinds, with lines, numbers and a life.
 *
 * <p>Tables: {@code documents.document}, {@code documents.line}, {@code documents.number_counter}.
 * It publishes no events.
 */
@NullMarked
package app.dollr.documents;

import org.jspecify.annotations.NullMarked;
