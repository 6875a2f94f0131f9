package app.dollr.client;

import app.dollr.client.internal.Credentials;
import app.dollr.client.internal.Settings;
import app.dollr.client.internal.Transport;
import app.dollr.wire.ObtainTokenResponse;
import app.dollr.wire.OperationType;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;

/**
 * A client of one Dollr server, for one merchant. Make one and share it: it is safe for use by many
 * threads, which share its connections and its access token. There is nothing to close; it starts
 * no threads but the daemons of {@link HttpClient}, and those end with it.
 */
public final class DollrClient {
  private final Settings settings;
  private final Credentials credentials;
  private final Parties parties;
  private final Counterparties counterparties;
  private final Invoices invoices;
  private final Orders orders;
  private final PaymentAccounts paymentAccounts;
  private final Sessions sessions;
  private final Executions executions;
  private final Statuses status;
  private final Predictions predictions;
  private final Fees fees;
  private final Checkouts checkouts;
  private final Links links;
  private final Wallets wallets;
  private final Payments payments;
  private final Merchants merchants;
  private final Events events;
  private final Webhooks webhooks;
  private final RealtimeKeys realtimeKeys;
  private final RequestLogs requestLogs;

  DollrClient(Settings settings, Credentials credentials) {
    this.settings = settings;
    this.credentials = credentials;
    var transport = Transport.of(settings, credentials);
    this.parties = new Parties(transport);
    this.counterparties = new Counterparties(transport);
    this.invoices = new Invoices(transport);
    this.orders = new Orders(transport);
    this.paymentAccounts = new PaymentAccounts(transport);
    this.sessions = new Sessions(transport);
    this.executions = new Executions(transport);
    this.status = new Statuses(transport);
    this.predictions = new Predictions(transport);
    this.fees = new Fees(transport);
    this.checkouts = new Checkouts(transport);
    this.links = new Links(transport);
    this.wallets = new Wallets(transport);
    this.payments = new Payments(transport);
    this.merchants = new Merchants(transport);
    this.events = new Events(transport);
    this.webhooks = new Webhooks(transport);
    this.realtimeKeys = new RealtimeKeys(transport);
    this.requestLogs = new RequestLogs(transport);
  }

  /** A client with nothing set yet. */
  public static DollrClientBuilder builder() {
    return new DollrClientBuilder();
  }

  /**
   * A client as {@code DOLLR_BASE_URL}, {@code DOLLR_CLIENT_ID} and {@code DOLLR_CLIENT_SECRET}
   * say.
   *
   * @throws IllegalStateException naming those that are missing
   */
  public static DollrClient fromEnvironment() {
    return builder().environment(System.getenv()).build();
  }

  /** The people and businesses the merchant deals with. */
  public Parties parties() {
    return parties;
  }

  /** How they stand to the merchant. */
  public Counterparties counterparties() {
    return counterparties;
  }

  /** What counterparties owe. */
  public Invoices invoices() {
    return invoices;
  }

  /** What counterparties ordered. */
  public Orders orders() {
    return orders;
  }

  /** Where parties pay from and are paid to. */
  public PaymentAccounts paymentAccounts() {
    return paymentAccounts;
  }

  /** Occasions to move money. */
  public Sessions sessions() {
    return sessions;
  }

  /** Movements of money. */
  public Executions executions() {
    return executions;
  }

  /** How payments and documents stand. */
  public Statuses status() {
    return status;
  }

  /** What can be told before any money moves. */
  public Predictions predictions() {
    return predictions;
  }

  /** What is charged. */
  public Fees fees() {
    return fees;
  }

  /** Documents with a link to pay them, in one call. */
  public Checkouts checkouts() {
    return checkouts;
  }

  /** Pages of documents that are there already. */
  public Links links() {
    return links;
  }

  /** What the merchant has. */
  public Wallets wallets() {
    return wallets;
  }

  /** All movements of money of the merchant. */
  public Payments payments() {
    return payments;
  }

  /** Who the merchant is. */
  public Merchants merchants() {
    return merchants;
  }

  /** What happened. */
  public Events events() {
    return events;
  }

  /** Where events are sent to. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** What the merchant asked for. */
  public RequestLogs requestLogs() {
    return requestLogs;
  }

  /** Keys with which payers' browsers follow a payment. */
  public RealtimeKeys realtimeKeys() {
    return realtimeKeys;
  }

  /**
   * A new access token, for a program that speaks to the server without this client. The client
   * itself needs no such call: it gets, shares and renews its token on its own.
   *
   * @throws AuthenticationException when the server does not take the client id and secret
   */
  public ObtainTokenResponse obtainToken() {
    return Transport.obtainToken(settings, credentials);
  }

  /** {@link #collect(CollectRequest, CollectListener)} without a listener. */
  public CollectResult collect(CollectRequest request) {
    return collect(request, CollectListener.NONE);
  }

  /**
   * Collects money from start to end: operator (when no method is named), party, counterparty,
   * invoice or order, lines, publication, payment account, session, execution. Comes back once the
   * payment is accepted, which is before the payer has confirmed it.
   *
   * <p>Each step is repeated as its own rules allow. The whole is <b>not</b> safe to repeat: it
   * would make another party, document and session. When it fails, the listener has heard what was
   * made; after a failure at the last step, {@link DollrException#referenceId()} is what to ask the
   * payment's status with, and {@link NotFoundException} then means that nothing was begun.
   *
   * @throws DollrException of the step that failed; the steps before it stay done
   */
  public CollectResult collect(CollectRequest request, CollectListener listener) {
    return new Collecting(this, request, listener).run();
  }

  /** {@link #collectAndWait(CollectRequest, Duration, CollectListener)} without a listener. */
  public CollectResult collectAndWait(CollectRequest request, Duration timeout) {
    return collectAndWait(request, timeout, CollectListener.NONE);
  }

  /**
   * {@linkplain #collect(CollectRequest, CollectListener) Collects}, then waits as {@link
   * #awaitFinal(OperationType, String, Duration, PaymentListener)} does.
   */
  public CollectResult collectAndWait(
      CollectRequest request, Duration timeout, CollectListener listener) {
    var collected = collect(request, listener);
    return collected.with(goOn(OperationType.COLLECTION, collected.outcome(), timeout, listener));
  }

  /** {@link #payOut(PayoutRequest, PaymentListener)} without a listener. */
  public PayoutResult payOut(PayoutRequest request) {
    return payOut(request, PaymentListener.NONE);
  }

  /**
   * Pays out from start to end: operator (when no method is named), party, payout account, session,
   * execution. Comes back once the payout is accepted and its cost reserved, which is before the
   * money has arrived. What was said of repeating a {@linkplain #collect(CollectRequest,
   * CollectListener) collection} holds here too.
   *
   * @throws DollrException of the step that failed; the steps before it stay done
   */
  public PayoutResult payOut(PayoutRequest request, PaymentListener listener) {
    return new PayingOut(this, request, listener).run();
  }

  /**
   * {@linkplain #payOut(PayoutRequest, PaymentListener) Pays out}, then waits as {@link
   * #awaitFinal(OperationType, String, Duration, PaymentListener)} does.
   */
  public PayoutResult payOutAndWait(
      PayoutRequest request, Duration timeout, PaymentListener listener) {
    var accepted = payOut(request, listener);
    return accepted.with(goOn(OperationType.PAYOUT, accepted.outcome(), timeout, listener));
  }

  /** {@link #transfer(TransferRequest, PaymentListener)} without a listener. */
  public TransferResult transfer(TransferRequest request) {
    return transfer(request, PaymentListener.NONE);
  }

  /**
   * Moves money to a counterparty's wallet: wallet (when none is named), session, execution.
   *
   * @throws IllegalArgumentException when the merchant has no wallet in the currency
   * @throws DollrException of the step that failed; the steps before it stay done
   */
  public TransferResult transfer(TransferRequest request, PaymentListener listener) {
    return new MovingMoney(this, settings.clock(), listener).transfer(request);
  }

  /** {@link #refund(RefundRequest, PaymentListener)} without a listener. */
  public RefundResult refund(RefundRequest request) {
    return refund(request, PaymentListener.NONE);
  }

  /**
   * Gives back a collection or a part of it: the collection, session, execution. Comes back once
   * the refund is accepted and its amount reserved, which is before the money is back.
   *
   * @throws NotFoundException when no collection has that reference
   * @throws DollrException of the step that failed; the steps before it stay done
   */
  public RefundResult refund(RefundRequest request, PaymentListener listener) {
    return new MovingMoney(this, settings.clock(), listener).refund(request);
  }

  /**
   * {@linkplain #refund(RefundRequest, PaymentListener) Gives back}, then waits as {@link
   * #awaitFinal(OperationType, String, Duration, PaymentListener)} does.
   */
  public RefundResult refundAndWait(
      RefundRequest request, Duration timeout, PaymentListener listener) {
    var accepted = refund(request, listener);
    return accepted.with(goOn(OperationType.REFUND, accepted.outcome(), timeout, listener));
  }

  /** {@link #awaitFinal(OperationType, String, Duration, PaymentListener)} of a collection. */
  public Outcome awaitFinal(String referenceId, Duration timeout) {
    return awaitFinal(OperationType.COLLECTION, referenceId, timeout);
  }

  /** {@link #awaitFinal(OperationType, String, Duration, PaymentListener)} without a listener. */
  public Outcome awaitFinal(OperationType operation, String referenceId, Duration timeout) {
    return awaitFinal(operation, referenceId, timeout, PaymentListener.NONE);
  }

  /**
   * Waits until a payment is {@code COMPLETED} or {@code FAILED}, or {@code timeout} has passed; in
   * the latter case the outcome is {@linkplain Outcome#isOpen() open}, which is not a no. Looks
   * every half second at first, later every five.
   *
   * @throws NotFoundException when no payment of that kind has that reference
   * @throws DollrException when not one look got an answer
   */
  public Outcome awaitFinal(
      OperationType operation, String referenceId, Duration timeout, PaymentListener listener) {
    return watching(operation, referenceId, listener).until(in(timeout));
  }

  /** Waits for what was accepted and is not final yet. */
  private Outcome goOn(
      OperationType operation, Outcome accepted, Duration timeout, PaymentListener listener) {
    if (!accepted.isOpen()) {
      return accepted;
    }
    return watching(operation, accepted.execution().referenceId(), listener)
        .from(accepted.execution())
        .until(in(timeout));
  }

  private Watching watching(OperationType operation, String referenceId, PaymentListener listener) {
    return new Watching(status, settings, listener, operation, referenceId);
  }

  private Instant in(Duration timeout) {
    return settings.clock().instant().plus(timeout);
  }

  /** The server and the client id; never the secret. */
  @Override
  public String toString() {
    return "DollrClient[%s as %s]".formatted(settings.baseUrl(), credentials.clientId());
  }
}
