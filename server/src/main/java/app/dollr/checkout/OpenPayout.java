package app.dollr.checkout;

import app.dollr.values.Money;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.WalletId;
import java.util.Optional;

/**
 * A session to pay out of the merchant's wallet in the amount's currency.
 *
 * @param accountKey what the request calls the account, for errors to name it
 * @param wallet which has to be that wallet, where the caller names one
 */
record OpenPayout(
    PaymentAccountId account, String accountKey, Money amount, Optional<WalletId> wallet) {}
