/**
 * What gateways say they have moved, held line by line against what the books say: their statements
 * are imported, each line is matched with its execution, and every break is listed.
 *
 * <p>What a gateway has charged is posted from GATEWAY_COST, and what went to the bank from BANK,
 * once for each line: in the books of the merchant whose execution it is, or in the platform's own.
 * Then what a gateway owes by the books is held against what it says itself. Tables: {@code
 * settlement.statement}, {@code settlement.line}. It publishes no events.
 */
@NullMarked
package app.dollr.settlement;

import org.jspecify.annotations.NullMarked;
