package app.dollr.webhooks;

import app.dollr.values.MerchantId;
import java.util.List;

/**
 * A delivery that this node attempts now.
 *
 * @param number of the attempt, from 1
 * @param sealedSecrets the endpoint's, and the one before the last rotation while it still counts
 */
record Claimed(
    MerchantId merchant,
    long delivery,
    long endpoint,
    long event,
    int number,
    String url,
    List<byte[]> sealedSecrets) {}
