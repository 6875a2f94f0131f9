package app.dollr.checkout;

import java.util.function.Supplier;

/**
 * The settings of checkout.
 *
 * @param publicUrl what every absolute URL begins with
 * @param secureUrlsOnly whether payers are sent back to https only
 */
public record CheckoutConfig(Supplier<String> publicUrl, boolean secureUrlsOnly) {}
