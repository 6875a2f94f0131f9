package app.dollr.access;

import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import app.dollr.values.Secret;

/**
 * A client's credentials, as they are shown once.
 *
 * @param secret kept as its hash only
 */
public record Credentials(MerchantId merchant, ClientId client, Secret secret) {}
