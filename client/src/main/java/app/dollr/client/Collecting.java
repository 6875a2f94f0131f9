package app.dollr.client;

import app.dollr.wire.AddInvoiceItemPayload;
import app.dollr.wire.AddOrderItemPayload;
import app.dollr.wire.CheckoutExecutionPayload;
import app.dollr.wire.CreateCheckoutSessionPayload;
import app.dollr.wire.CreateCounterPartyPayload;
import app.dollr.wire.CreateInvoicePayload;
import app.dollr.wire.CreateOrderPayload;
import app.dollr.wire.CreatePartyPayload;
import app.dollr.wire.CreatePaymentAccountPayload;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.RelationshipType;
import app.dollr.wire.SourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The chain of one collection: party, counterparty, document, account, session, execution. */
final class Collecting {
  private final DollrClient dollr;
  private final CollectRequest request;
  private final CollectListener listener;

  Collecting(DollrClient dollr, CollectRequest request, CollectListener listener) {
    this.dollr = dollr;
    this.request = request;
    this.listener = listener;
  }

  private record Document(long id, String number) {}

  CollectResult run() {
    var method = method();
    var payer = payer();
    var document = document(payer.counterpartyId());
    var lines = lines(document.id());
    publish(document.id());
    long account = account(payer.partyId(), method);
    long session = session(document.id());
    var execution = execute(session, account);
    return new CollectResult(
        payer.partyId(),
        payer.counterpartyId(),
        request.sourceType,
        document.id(),
        document.number(),
        lines,
        account,
        session,
        execution.referenceId(),
        new Outcome(execution));
  }

  /** Asked first: a phone that nobody serves is found out before anything is made. */
  private @Nullable PaymentMethod method() {
    if (request.method != null || request.paymentAccountId != null || request.phone == null) {
      return request.method;
    }
    var operator = dollr.predictions().mmoProviderInfo(request.phone, OperationType.COLLECTION);
    listener.operatorFound(operator);
    return operator.paymentMethod();
  }

  private CollectRequest.Known payer() {
    return request.known != null ? request.known : newPayer();
  }

  private CollectRequest.Known newPayer() {
    var name = Objects.requireNonNull(request.name);
    var phone = Objects.requireNonNull(request.phone);
    var party = dollr.parties().create(new CreatePartyPayload(name, phone, request.email, null));
    listener.partyCreated(party);
    var counterparty =
        dollr
            .counterparties()
            .create(new CreateCounterPartyPayload(RelationshipType.CUSTOMER, party.id()));
    listener.counterpartyCreated(counterparty);
    return new CollectRequest.Known(party.id(), counterparty.id());
  }

  private Document document(long counterpartyId) {
    var document = isOrder() ? order(counterpartyId) : invoice(counterpartyId);
    listener.documentCreated(request.sourceType, document.id(), document.number());
    return document;
  }

  private Document invoice(long counterpartyId) {
    var invoice =
        dollr
            .invoices()
            .create(
                new CreateInvoicePayload(
                    counterpartyId,
                    request.currency,
                    request.note,
                    request.feeBearer,
                    false,
                    request.label,
                    request.dueDate));
    return new Document(invoice.id(), invoice.invoiceNumber());
  }

  private Document order(long counterpartyId) {
    var order =
        dollr
            .orders()
            .create(
                new CreateOrderPayload(
                    counterpartyId,
                    request.currency,
                    request.note,
                    request.feeBearer,
                    false,
                    request.label));
    return new Document(order.id(), order.orderNumber());
  }

  private List<Long> lines(long documentId) {
    List<Long> ids = new ArrayList<>();
    for (var item : request.items) {
      long id = isOrder() ? orderLine(documentId, item) : invoiceLine(documentId, item);
      listener.lineAdded(id, item);
      ids.add(id);
    }
    return ids;
  }

  private long invoiceLine(long invoiceId, CollectRequest.Item item) {
    var line = new AddInvoiceItemPayload(item.name(), request.currency, item.qty(), item.amount());
    return dollr.invoices().addItem(invoiceId, line).id();
  }

  private long orderLine(long orderId, CollectRequest.Item item) {
    var line = new AddOrderItemPayload(item.name(), request.currency, item.qty(), item.amount());
    return dollr.orders().addItem(orderId, line).id();
  }

  private void publish(long documentId) {
    if (isOrder()) {
      dollr.orders().publish(documentId);
    } else {
      dollr.invoices().publish(documentId);
    }
    listener.documentPublished(request.sourceType, documentId);
  }

  private long account(long partyId, @Nullable PaymentMethod method) {
    return request.paymentAccountId != null
        ? request.paymentAccountId
        : newAccount(partyId, Objects.requireNonNull(method));
  }

  private long newAccount(long partyId, PaymentMethod method) {
    var account =
        dollr
            .paymentAccounts()
            .create(
                new CreatePaymentAccountPayload(
                    request.name == null ? method.name() : request.name,
                    Predictions.network(method).name(),
                    method,
                    partyId,
                    null,
                    method == PaymentMethod.CREDIT_CARD ? null : request.phone),
                OperationType.COLLECTION);
    listener.paymentAccountCreated(account);
    return account.id();
  }

  private long session(long documentId) {
    var session =
        dollr.sessions().checkout(new CreateCheckoutSessionPayload(documentId, request.sourceType));
    listener.sessionCreated(session.id());
    return session.id();
  }

  private ExecutionResponse execute(long session, long account) {
    var reference = request.referenceId.orElseGet(Executions::newReference);
    listener.executing(reference);
    var execution =
        dollr
            .executions()
            .collect(
                new CheckoutExecutionPayload(
                    Long.toString(session),
                    Long.toString(account),
                    request.payerCurrency,
                    reference,
                    request.card));
    listener.statusChanged(execution);
    return execution;
  }

  private boolean isOrder() {
    return request.sourceType == SourceType.ORDER;
  }
}
