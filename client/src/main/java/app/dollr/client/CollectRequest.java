package app.dollr.client;

import app.dollr.wire.FeeBearer;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to collect, from whom, and how; see {@link DollrClient#collect}. */
public final class CollectRequest {
  final SourceType sourceType;
  final @Nullable String name;
  final @Nullable String phone;
  final @Nullable String email;
  final @Nullable Known known;
  final @Nullable Long paymentAccountId;
  final List<Item> items;
  final String currency;
  final String payerCurrency;
  final @Nullable PaymentMethod method;
  final @Nullable String card;
  final String note;
  final FeeBearer feeBearer;
  final @Nullable String label;
  final @Nullable Instant dueDate;
  final Optional<String> referenceId;

  private CollectRequest(Builder from, String currency) {
    this.sourceType = from.sourceType;
    this.name = from.name;
    this.phone = from.phone;
    this.email = from.email;
    this.known = from.known;
    this.paymentAccountId = from.paymentAccountId;
    this.items = List.copyOf(from.items);
    this.currency = currency;
    this.payerCurrency = from.payerCurrency == null ? currency : from.payerCurrency;
    this.method = from.method;
    this.card = from.card;
    this.note = from.note == null ? names(items) : from.note;
    this.feeBearer = from.feeBearer;
    this.label = from.label;
    this.dueDate = from.dueDate;
    this.referenceId = Optional.ofNullable(from.referenceId);
  }

  /**
   * One line of the invoice or order.
   *
   * @param qty how many, from 1
   * @param amount what one of them costs, in major units of the document's currency
   */
  public record Item(String name, long qty, BigDecimal amount) {}

  /** A payer that the merchant has already. */
  record Known(long partyId, long counterpartyId) {}

  /** A request with nothing in it yet. */
  public static Builder builder() {
    return new Builder();
  }

  private static String names(List<Item> items) {
    return items.stream().map(Item::name).collect(Collectors.joining(", "));
  }

  /**
   * Puts a request together. Needed are a payer, a currency and an item. A payer is a name and a
   * phone; of one that is known already it is the ids, and the phone or a payment account.
   */
  public static final class Builder {
    private SourceType sourceType = SourceType.INVOICE;
    private FeeBearer feeBearer = FeeBearer.PAYER;
    private final List<Item> items = new ArrayList<>();
    private @Nullable String name;
    private @Nullable String phone;
    private @Nullable String email;
    private @Nullable Known known;
    private @Nullable Long paymentAccountId;
    private @Nullable String currency;
    private @Nullable String payerCurrency;
    private @Nullable PaymentMethod method;
    private @Nullable String card;
    private @Nullable String note;
    private @Nullable String label;
    private @Nullable Instant dueDate;
    private @Nullable String referenceId;

    private Builder() {}

    /** The payer's name and phone, international digits such as {@code 231771234567}. */
    public Builder payer(String name, String phone) {
      this.name = name;
      this.phone = phone;
      return this;
    }

    /** The payer's e-mail. */
    public Builder email(String email) {
      this.email = email;
      return this;
    }

    /** A payer from an earlier collection: no party and counterparty are made. */
    public Builder knownPayer(long partyId, long counterpartyId) {
      this.known = new Known(partyId, counterpartyId);
      return this;
    }

    /** An account from an earlier collection: none is made, and no method is needed. */
    public Builder paymentAccount(long id) {
      this.paymentAccountId = id;
      return this;
    }

    /** One more line; {@code amount} is what one piece costs, in major units. */
    public Builder item(String name, long qty, BigDecimal amount) {
      items.add(new Item(name, qty, amount));
      return this;
    }

    /** The document's currency. */
    public Builder currency(String currency) {
      this.currency = currency;
      return this;
    }

    /** The currency the payer pays in, if it is not the document's. */
    public Builder payerCurrency(String payerCurrency) {
      this.payerCurrency = payerCurrency;
      return this;
    }

    /** How the payer pays; without it the operator of the phone decides. */
    public Builder method(PaymentMethod method) {
      this.method = method;
      return this;
    }

    /**
     * The payer pays with a card, such as {@code pm_card_visa}. Where the execution {@code
     * requiresAction}, the payer's browser has to finish it with the {@code clientSecret}.
     */
    public Builder card(String paymentMethodId) {
      this.card = paymentMethodId;
      return method(PaymentMethod.CREDIT_CARD);
    }

    /** Collects by an order; without this it is an invoice. */
    public Builder order() {
      this.sourceType = SourceType.ORDER;
      return this;
    }

    /** A note on the document; without it, the names of the items. */
    public Builder note(String note) {
      this.note = note;
      return this;
    }

    /** Who pays the fees; without this the payer does, on top of the total. */
    public Builder feeBearer(FeeBearer feeBearer) {
      this.feeBearer = feeBearer;
      return this;
    }

    /** The merchant's own label of the document: its {@code reference_id}, any text. */
    public Builder label(String label) {
      this.label = label;
      return this;
    }

    /** When an invoice is due; orders have no such date. */
    public Builder dueDate(Instant dueDate) {
      this.dueDate = dueDate;
      return this;
    }

    /** The payment's name, a version-4 UUID; without it the client makes one. */
    public Builder referenceId(String referenceId) {
      this.referenceId = referenceId;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException naming everything that is missing or does not go together
     */
    public CollectRequest build() {
      List<String> problems = new ArrayList<>();
      need(known != null || (name != null && phone != null), "payer", problems);
      need(phone != null || paymentAccountId != null, "phone or payment account", problems);
      need(!items.isEmpty(), "item", problems);
      need(currency != null, "currency", problems);
      if (currency == null || !problems.isEmpty()) {
        throw new IllegalArgumentException("missing: " + String.join(", ", problems));
      }
      if (dueDate != null && sourceType == SourceType.ORDER) {
        throw new IllegalArgumentException("an order has no due date");
      }
      return new CollectRequest(this, currency);
    }

    private static void need(boolean there, String name, List<String> problems) {
      if (!there) {
        problems.add(name);
      }
    }
  }
}
