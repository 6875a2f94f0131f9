package app.dollr.cli;

import app.dollr.client.DocumentFilter;
import app.dollr.client.DollrClient;
import app.dollr.client.Invoices;
import app.dollr.client.Orders;
import app.dollr.wire.AddInvoiceItemPayload;
import app.dollr.wire.AddOrderItemPayload;
import app.dollr.wire.CreateInvoicePayload;
import app.dollr.wire.CreateOrderPayload;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.SourceType;
import app.dollr.wire.UpdateInvoiceItemPayload;
import app.dollr.wire.UpdateInvoicePayload;
import app.dollr.wire.UpdateOrderItemPayload;
import app.dollr.wire.UpdateOrderPayload;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls on invoices or on orders, so that one set of commands serves both. */
interface DocumentCalls {
  /** The options of create. */
  record Draft(
      long counterparty,
      String currency,
      String note,
      FeeBearer feeBearer,
      boolean paymentLink,
      @Nullable String label,
      @Nullable Instant dueDate) {}

  /** The options of update. */
  record Changes(
      @Nullable String label,
      @Nullable String note,
      @Nullable FeeBearer feeBearer,
      @Nullable Instant dueDate) {}

  List<?> list(DocumentFilter filter, Limit limit);

  Object get(long id);

  Object get(String number);

  Object receipt(long id);

  Object receipt(String number);

  Object create(Draft draft);

  Object update(long id, Changes changes);

  Object publish(long id);

  Object cancel(long id);

  Object addItem(long id, String name, String currency, long qty, BigDecimal amount);

  Object updateItem(
      long id, long line, @Nullable String name, @Nullable Long qty, @Nullable BigDecimal amount);

  void removeItem(long id, long line);

  static DocumentCalls of(SourceType type, DollrClient dollr) {
    return type == SourceType.ORDER
        ? new OrderCalls(dollr.orders())
        : new InvoiceCalls(dollr.invoices());
  }

  /** Those on invoices. */
  record InvoiceCalls(Invoices invoices) implements DocumentCalls {
    @Override
    public List<?> list(DocumentFilter filter, Limit limit) {
      return limit.read(page -> invoices.list(filter, page), invoices.listAll(filter));
    }

    @Override
    public Object get(long id) {
      return invoices.retrieve(id);
    }

    @Override
    public Object get(String number) {
      return invoices.retrieveByNumber(number);
    }

    @Override
    public Object receipt(long id) {
      return invoices.receipt(id);
    }

    @Override
    public Object receipt(String number) {
      return invoices.receiptByNumber(number);
    }

    @Override
    public Object create(Draft draft) {
      return invoices.create(
          new CreateInvoicePayload(
              draft.counterparty(),
              draft.currency(),
              draft.note(),
              draft.feeBearer(),
              draft.paymentLink(),
              draft.label(),
              draft.dueDate()));
    }

    @Override
    public Object update(long id, Changes changes) {
      return invoices.update(
          id,
          new UpdateInvoicePayload(
              changes.label(), changes.note(), changes.feeBearer(), changes.dueDate()));
    }

    @Override
    public Object publish(long id) {
      return invoices.publish(id);
    }

    @Override
    public Object cancel(long id) {
      return invoices.cancel(id);
    }

    @Override
    public Object addItem(long id, String name, String currency, long qty, BigDecimal amount) {
      return invoices.addItem(id, new AddInvoiceItemPayload(name, currency, qty, amount));
    }

    @Override
    public Object updateItem(
        long id,
        long line,
        @Nullable String name,
        @Nullable Long qty,
        @Nullable BigDecimal amount) {
      return invoices.updateItem(id, line, new UpdateInvoiceItemPayload(name, qty, amount));
    }

    @Override
    public void removeItem(long id, long line) {
      invoices.removeItem(id, line);
    }
  }

  /** Those on orders, which have no due date. */
  record OrderCalls(Orders orders) implements DocumentCalls {
    @Override
    public List<?> list(DocumentFilter filter, Limit limit) {
      return limit.read(page -> orders.list(filter, page), orders.listAll(filter));
    }

    @Override
    public Object get(long id) {
      return orders.retrieve(id);
    }

    @Override
    public Object get(String number) {
      return orders.retrieveByNumber(number);
    }

    @Override
    public Object receipt(long id) {
      return orders.receipt(id);
    }

    @Override
    public Object receipt(String number) {
      return orders.receiptByNumber(number);
    }

    @Override
    public Object create(Draft draft) {
      refuseDueDate(draft.dueDate());
      return orders.create(
          new CreateOrderPayload(
              draft.counterparty(),
              draft.currency(),
              draft.note(),
              draft.feeBearer(),
              draft.paymentLink(),
              draft.label()));
    }

    @Override
    public Object update(long id, Changes changes) {
      refuseDueDate(changes.dueDate());
      return orders.update(
          id, new UpdateOrderPayload(changes.label(), changes.note(), changes.feeBearer()));
    }

    @Override
    public Object publish(long id) {
      return orders.publish(id);
    }

    @Override
    public Object cancel(long id) {
      return orders.cancel(id);
    }

    @Override
    public Object addItem(long id, String name, String currency, long qty, BigDecimal amount) {
      return orders.addItem(id, new AddOrderItemPayload(name, currency, qty, amount));
    }

    @Override
    public Object updateItem(
        long id,
        long line,
        @Nullable String name,
        @Nullable Long qty,
        @Nullable BigDecimal amount) {
      return orders.updateItem(id, line, new UpdateOrderItemPayload(name, qty, amount));
    }

    @Override
    public void removeItem(long id, long line) {
      orders.removeItem(id, line);
    }

    private static void refuseDueDate(@Nullable Instant dueDate) {
      if (dueDate != null) {
        throw new SettingsException("an order has no due date");
      }
    }
  }
}
