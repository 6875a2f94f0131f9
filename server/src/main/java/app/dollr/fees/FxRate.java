package app.dollr.fees;

import app.dollr.values.CurrencyCode;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a US dollar is worth in a currency, from some moment on.
 *
 * @param source who says so
 */
record FxRate(
    long id,
    CurrencyCode currency,
    BigDecimal perUsd,
    String source,
    Instant from,
    Instant createdAt) {}
