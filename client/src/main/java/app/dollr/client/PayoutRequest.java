package app.dollr.client;

import app.dollr.wire.PasscodeDevice;
import app.dollr.wire.PasscodePayload;
import app.dollr.wire.PasscodeToken;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to pay out, to whom, and how; see {@link DollrClient#payOut}. */
public final class PayoutRequest {
  final @Nullable String name;
  final @Nullable String phone;
  final @Nullable Long partyId;
  final @Nullable Long payoutAccountId;
  final BigDecimal amount;
  final String currency;
  final @Nullable PaymentMethod method;
  final PasscodePayload passcode;
  final String referenceId;

  private PayoutRequest(Builder from, BigDecimal amount, String currency, PasscodeToken passcode) {
    this.name = from.name;
    this.phone = from.phone;
    this.partyId = from.partyId;
    this.payoutAccountId = from.payoutAccountId;
    this.amount = amount;
    this.currency = currency;
    this.method = from.method;
    this.passcode = new PasscodePayload(passcode, from.device);
    this.referenceId = Objects.requireNonNullElseGet(from.referenceId, Executions::newReference);
  }

  /** A request with nothing in it yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Never the passcode. */
  @Override
  public String toString() {
    return "PayoutRequest[%s %s, reference %s]".formatted(currency, amount, referenceId);
  }

  /**
   * Puts a request together. Needed are a recipient, an amount and a passcode. A recipient is a
   * name and a phone; of one that is known already it is the party's id and the phone, or the
   * payout account alone.
   */
  public static final class Builder {
    private @Nullable String name;
    private @Nullable String phone;
    private @Nullable Long partyId;
    private @Nullable Long payoutAccountId;
    private @Nullable BigDecimal amount;
    private @Nullable String currency;
    private @Nullable PaymentMethod method;
    private @Nullable PasscodeToken passcode;
    private PasscodeDevice device =
        new PasscodeDevice(
            "Java program", "SERVER", System.getProperty("os.name"), "dollr-client", "127.0.0.1");
    private @Nullable String referenceId;

    private Builder() {}

    /** The recipient's name and phone, international digits such as {@code 231771234567}. */
    public Builder recipient(String name, String phone) {
      this.name = name;
      this.phone = phone;
      return this;
    }

    /** A recipient who is a party already, and the phone to pay to. */
    public Builder knownRecipient(long partyId, String phone) {
      this.partyId = partyId;
      this.phone = phone;
      return this;
    }

    /** An account from an earlier payout: neither party nor account is made. */
    public Builder payoutAccount(long id) {
      this.payoutAccountId = id;
      return this;
    }

    /** What arrives, in major units; fees come on top, from the merchant's wallet. */
    public Builder amount(BigDecimal amount, String currency) {
      this.amount = amount;
      this.currency = currency;
      return this;
    }

    /** How the recipient is paid; without it the operator of the phone decides. */
    public Builder method(PaymentMethod method) {
      this.method = method;
      return this;
    }

    /** The merchant's default passcode. */
    public Builder passcode(String code) {
      return passcode(new PasscodeToken(code, null, null));
    }

    /** A passcode, and whose it is. */
    public Builder passcode(PasscodeToken passcode) {
      this.passcode = passcode;
      return this;
    }

    /** Where the passcode was given; without it, in this program. */
    public Builder device(PasscodeDevice device) {
      this.device = device;
      return this;
    }

    /** The payout's name, a version-4 UUID; without it one is made with the request. */
    public Builder referenceId(String referenceId) {
      this.referenceId = referenceId;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException naming everything that is missing
     */
    public PayoutRequest build() {
      List<String> missing = new ArrayList<>();
      if (payoutAccountId == null && (phone == null || (name == null && partyId == null))) {
        missing.add("recipient");
      }
      if (amount == null || currency == null) {
        missing.add("amount");
      }
      if (passcode == null) {
        missing.add("passcode");
      }
      if (amount == null || currency == null || passcode == null || !missing.isEmpty()) {
        throw new IllegalArgumentException("missing: " + String.join(", ", missing));
      }
      return new PayoutRequest(this, amount, currency, passcode);
    }

    /** Never the passcode. */
    @Override
    public String toString() {
      return "PayoutRequest.Builder[%s %s]".formatted(currency, amount);
    }
  }
}
