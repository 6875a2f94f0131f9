/**
 * Mobile money by pawaPay: its Merchant API v2 as documented at docs.pawapay.io, read in November
 * 2026. Requests are signed if a key is configured; callbacks are believed when they are signed,
 * and else are hints to ask. What operators take is discovered from the account's configuration.
 */
@NullMarked
package app.dollr.gateways.pawapay;

import org.jspecify.annotations.NullMarked;
