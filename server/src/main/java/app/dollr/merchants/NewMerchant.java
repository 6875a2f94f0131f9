package app.dollr.merchants;

import app.dollr.access.Credentials;

/** A merchant just created, with its first credentials and passcode, which are shown this once. */
public record NewMerchant(Merchant merchant, Credentials credentials, NewPasscode passcode) {}
