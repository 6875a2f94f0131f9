package app.dollr.checkout;

import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import java.time.Instant;

/** The wish to open a session that is not on a document. */
record OpenSession(MerchantId merchant, Purpose purpose, Money amount, Instant expiresAt) {}
