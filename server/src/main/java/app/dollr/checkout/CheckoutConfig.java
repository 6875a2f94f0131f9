package app.dollr.checkout;

import java.util.function.Supplier;

/**
 * The settings of checkout.
 *
 * @param publicUrl what every absolute URL begins with
 * @param secureUrlsOnly whether payers are sent back to https only
 * @param haste by how much the lives of sessions are divided; 1 but in tests of faults
 */
public record CheckoutConfig(Supplier<String> publicUrl, boolean secureUrlsOnly, int haste) {}
