package app.dollr.platform.http;

import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;

/** Who makes a call: a client, in the name of its merchant. */
public record Caller(MerchantId merchant, ClientId client) {}
