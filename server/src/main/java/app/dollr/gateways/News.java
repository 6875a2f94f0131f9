package app.dollr.gateways;

import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;

/** What a gateway says without being asked. It may come twice, late, out of order, or be wrong. */
public record News(MerchantId merchant, ReferenceId reference, Outcome outcome) {}
