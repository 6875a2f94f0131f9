package app.dollr.fees;

import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import java.time.Instant;

/**
 * What a quote is wanted for.
 *
 * @param base what is to be paid, fees aside
 * @param payer the payer's currency; for outgoing money it is the base's
 * @param bearer of the fees of a collection; other operations' are borne by the merchant
 * @param asOf the moment whose schedules and rates count
 */
public record QuoteRequest(
    MerchantId merchant,
    OperationType operation,
    Rail rail,
    Money base,
    CurrencyCode payer,
    FeeBearer bearer,
    Instant asOf) {}
