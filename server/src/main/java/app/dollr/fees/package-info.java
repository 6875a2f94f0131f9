/**
 * What is charged and exchanged: fee schedules, tiers, rates, and the quotes made of them.
 *
 * <p>Schedules and rates are rows that are added and never changed, and begin in the future; so a
 * quote as of some moment is the same on every node and at any later time.
 *
 * <p>Tables: {@code fees.tier}, {@code fees.tier_rate}, {@code fees.gateway_fee}, {@code
 * fees.fx_rate}, {@code fees.merchant_tier}. It publishes no events.
 */
@NullMarked
package app.dollr.fees;

import org.jspecify.annotations.NullMarked;
