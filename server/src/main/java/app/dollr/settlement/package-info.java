/**
 * What gateways say they have moved, held line by line against what the books say: their statements
 * are imported, each line is matched with its execution, and every break is listed.
 *
 * <p>What a gateway has charged for a line is posted from GATEWAY_COST when the line comes in for
 * the first time. Tables: {@code settlement.statement}, {@code settlement.line}. It publishes no
 * events.
 */
@NullMarked
package app.dollr.settlement;

import org.jspecify.annotations.NullMarked;
