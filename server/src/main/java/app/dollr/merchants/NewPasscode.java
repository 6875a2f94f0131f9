package app.dollr.merchants;

import app.dollr.values.PhoneNumber;
import app.dollr.values.Secret;

/** A passcode just made, which is shown this once; its holder is known by the phone too. */
public record NewPasscode(Secret code, PhoneNumber phone) {}
