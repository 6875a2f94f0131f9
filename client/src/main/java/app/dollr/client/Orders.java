package app.dollr.client;

import app.dollr.client.internal.Transport;
import app.dollr.wire.AddOrderItemPayload;
import app.dollr.wire.CreateOrderPayload;
import app.dollr.wire.OrderDetailResponse;
import app.dollr.wire.OrderItemResponse;
import app.dollr.wire.OrderReceiptResponse;
import app.dollr.wire.OrderResponse;
import app.dollr.wire.UpdateOrderItemPayload;
import app.dollr.wire.UpdateOrderPayload;
import java.util.List;

/**
 * Orders: what a counterparty ordered; invoices without a due date.
 *
 * <p>An order begins {@code IDLE}, takes lines, is published ({@code ACTIVE}: it can be paid), is
 * {@code PROCESSING} while a payment runs and ends {@code PAID} or {@code CANCELED}. Its number
 * ({@code ORD-2026-00042}) is given by the server.
 */
public final class Orders {
  private final Documents<OrderResponse, OrderDetailResponse, OrderItemResponse> documents;

  Orders(Transport transport) {
    this.documents =
        new Documents<>(
            transport,
            new Documents.Kind<>(
                "orders",
                OrderResponse.class,
                OrderDetailResponse.class,
                OrderItemResponse.class,
                OrderResponse::status));
  }

  /**
   * Makes an order without lines, {@code IDLE}.
   *
   * @throws InvalidRequestException when the counterparty is not the merchant's or a field is wrong
   */
  public OrderResponse create(CreateOrderPayload order) {
    return documents.create(order);
  }

  /** The newest 1,000. */
  public List<OrderResponse> list() {
    return list(DocumentFilter.all());
  }

  /** The newest 1,000 that match. */
  public List<OrderResponse> list(DocumentFilter filter) {
    return documents.list(filter);
  }

  /** One page of those that match. */
  public List<OrderResponse> list(DocumentFilter filter, Page page) {
    return documents.list(filter, page);
  }

  /** All that match, read as they are walked. */
  public Paged<OrderResponse> listAll(DocumentFilter filter) {
    return new Paged<>(page -> list(filter, page), OrderResponse::id);
  }

  /**
   * One order, with its lines and counterparty.
   *
   * @throws NotFoundException when the merchant has no such order
   */
  public OrderDetailResponse retrieve(long id) {
    return documents.retrieve(id);
  }

  /**
   * The order of that number, with its lines and counterparty.
   *
   * @throws NotFoundException when the merchant has none of that number
   */
  public OrderDetailResponse retrieveByNumber(String number) {
    return documents.retrieveByNumber(number);
  }

  /**
   * Changes an order that is {@code IDLE}; what is null stays. Twice is what once is.
   *
   * @throws NotFoundException when the merchant has no such order
   * @throws InvalidRequestException {@code value_error.source.not_idle}, or a field is wrong
   */
  public OrderResponse update(long id, UpdateOrderPayload changes) {
    return documents.update(id, changes);
  }

  /**
   * Makes an order payable: {@code IDLE} becomes {@code ACTIVE}. Repeated by itself when the answer
   * is lost; if that try did publish, the order as it stands is the answer.
   *
   * @throws NotFoundException when the merchant has no such order
   * @throws InvalidRequestException {@code value_error.source.no_items}, {@code
   *     value_error.source.not_idle}
   */
  public OrderResponse publish(long id) {
    return documents.publish(id);
  }

  /**
   * Cancels an order that is {@code IDLE} or {@code ACTIVE}, for ever. Repeated by itself when the
   * answer is lost; if that try did cancel, the order as it stands is the answer.
   *
   * @throws NotFoundException when the merchant has no such order
   * @throws InvalidRequestException {@code value_error.source.not_cancelable}
   */
  public OrderResponse cancel(long id) {
    return documents.cancel(id);
  }

  /**
   * Adds a line to an order that is {@code IDLE}. The amount is that of one piece, in the order's
   * currency and with no more decimals than it has. Sent again only when the first try cannot have
   * added one.
   *
   * @throws NotFoundException when the merchant has no such order
   * @throws InvalidRequestException {@code value_error.source.not_idle}, or a field is wrong
   */
  public OrderItemResponse addItem(long id, AddOrderItemPayload line) {
    return documents.addItem(id, line);
  }

  /**
   * Changes a line of an order that is {@code IDLE}; what is null stays. Twice is what once is.
   *
   * @throws NotFoundException when the merchant has no such order or it has no such line
   * @throws InvalidRequestException {@code value_error.source.not_idle}, or a field is wrong
   */
  public OrderItemResponse updateItem(long id, long lineId, UpdateOrderItemPayload changes) {
    return documents.updateItem(id, lineId, changes);
  }

  /**
   * Removes a line of an order that is {@code IDLE}. Repeated by itself when the answer is lost; a
   * line that is gone by then is a success.
   *
   * @throws NotFoundException when the merchant has no such order or it has no such line
   * @throws InvalidRequestException {@code value_error.source.not_idle}
   */
  public void removeItem(long id, long lineId) {
    documents.removeItem(id, lineId);
  }

  /**
   * The receipt of an order that is PAID.
   *
   * @throws NotFoundException when the merchant has no such order, or it is not paid
   */
  public OrderReceiptResponse receipt(long id) {
    return documents.receipt(id, OrderReceiptResponse.class);
  }

  /**
   * The receipt of the order of that number.
   *
   * @throws NotFoundException when the merchant has none of that number, or it is not paid
   */
  public OrderReceiptResponse receiptByNumber(String number) {
    return documents.receiptByNumber(number, OrderReceiptResponse.class);
  }
}
