package app.dollr.executions;

import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import java.time.Instant;

/**
 * Something a gateway said that does not fit; no money was moved for it.
 *
 * @param said in words
 */
public record GatewayException(
    long id,
    MerchantId merchant,
    ReferenceId reference,
    ExceptionKind kind,
    String said,
    Instant notedAt) {}
