package app.dollr.client;

import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;

/**
 * What to quote; see {@link Predictions#amountAndFees}.
 *
 * @param amount what is to arrive, or to be paid, in major units of {@code currency}
 * @param payerCurrency what the payer pays in; another one than {@code currency} for collections
 *     only
 * @param feeBearer who pays the fees of a collection; of all else it is the merchant
 */
public record QuoteRequest(
    OperationType operation,
    PaymentMethod method,
    BigDecimal amount,
    String currency,
    String payerCurrency,
    FeeBearer feeBearer) {
  /** A collection in one currency, whose fees the payer pays. */
  public static QuoteRequest collection(PaymentMethod method, BigDecimal amount, String currency) {
    return of(OperationType.COLLECTION, method, amount, currency);
  }

  /** A payout. */
  public static QuoteRequest payout(PaymentMethod method, BigDecimal amount, String currency) {
    return of(OperationType.PAYOUT, method, amount, currency);
  }

  /** A transfer to a counterparty's wallet. */
  public static QuoteRequest transfer(BigDecimal amount, String currency) {
    return of(OperationType.TRANSFER, PaymentMethod.WALLET, amount, currency);
  }

  /** This, with a payer who pays in another currency. */
  public QuoteRequest paidIn(String otherCurrency) {
    return new QuoteRequest(operation, method, amount, currency, otherCurrency, feeBearer);
  }

  /** This, with its fees paid by {@code bearer}. */
  public QuoteRequest feesPaidBy(FeeBearer bearer) {
    return new QuoteRequest(operation, method, amount, currency, payerCurrency, bearer);
  }

  private static QuoteRequest of(
      OperationType operation, PaymentMethod method, BigDecimal amount, String currency) {
    return new QuoteRequest(operation, method, amount, currency, currency, FeeBearer.PAYER);
  }
}
