package app.dollr.executions;

import app.dollr.platform.secrets.Hashes;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import app.dollr.wire.OperationType;
import java.util.HexFormat;
import java.util.Optional;

/** The wish to move money, in a session that was opened for it. */
public sealed interface Wish {
  MerchantId merchant();

  SessionId session();

  ReferenceId reference();

  OperationType operation();

  /** What tells this request from another under the same reference; the passcode is left out. */
  String request();

  /** SHA-256 of the request, in hexadecimal. */
  default String hash() {
    return HexFormat.of().formatHex(Hashes.sha256(operation() + "/" + request()));
  }

  /**
   * Collecting from a payment account.
   *
   * @param currency the payer's
   * @param card that pays, where the account does not say it
   */
  record Collect(
      MerchantId merchant,
      SessionId session,
      PaymentAccountId account,
      CurrencyCode currency,
      ReferenceId reference,
      Optional<PaymentMethodId> card)
      implements Wish {
    @Override
    public OperationType operation() {
      return OperationType.COLLECTION;
    }

    @Override
    public String request() {
      return "%s/%s/%s%s"
          .formatted(session, account, currency, card.map(id -> "/" + id).orElse(""));
    }
  }

  /**
   * Paying out to a payment account.
   *
   * @param device on which the passcode was given, as JSON
   */
  record PayOut(
      MerchantId merchant,
      SessionId session,
      PaymentAccountId account,
      ReferenceId reference,
      String device)
      implements Wish {
    @Override
    public OperationType operation() {
      return OperationType.PAYOUT;
    }

    @Override
    public String request() {
      return "%s/%s".formatted(session, account);
    }
  }

  /** Moving into the wallet of a party. */
  record Transfer(MerchantId merchant, SessionId session, ReferenceId reference) implements Wish {
    @Override
    public OperationType operation() {
      return OperationType.TRANSFER;
    }

    @Override
    public String request() {
      return session.toString();
    }
  }

  /** Giving back what was collected. */
  record Refund(MerchantId merchant, SessionId session, ReferenceId reference) implements Wish {
    @Override
    public OperationType operation() {
      return OperationType.REFUND;
    }

    @Override
    public String request() {
      return session.toString();
    }
  }

  /** On which device it was approved, as JSON, where that is asked for. */
  default Optional<String> approvedOn() {
    return this instanceof PayOut payOut ? Optional.of(payOut.device()) : Optional.empty();
  }
}
