/**
 * A stand-in for pawaPay: its Merchant API v2 over HTTP as it is documented at docs.pawapay.io
 * (read in November 2026), with books of its own, signed callbacks, and faults by switch. It knows
 * nothing of the platform.
 */
@NullMarked
package app.dollr.simulators.pawapay;

import org.jspecify.annotations.NullMarked;
