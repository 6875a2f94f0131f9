package app.dollr.client;

import app.dollr.client.internal.Transport;
import app.dollr.wire.AddInvoiceItemPayload;
import app.dollr.wire.CreateInvoicePayload;
import app.dollr.wire.InvoiceDetailResponse;
import app.dollr.wire.InvoiceItemResponse;
import app.dollr.wire.InvoiceReceiptResponse;
import app.dollr.wire.InvoiceResponse;
import app.dollr.wire.UpdateInvoiceItemPayload;
import app.dollr.wire.UpdateInvoicePayload;
import java.util.List;

/**
 * Invoices: what a counterparty owes, with a due date if wanted.
 *
 * <p>An invoice begins {@code IDLE}, takes lines, is published ({@code ACTIVE}: it can be paid), is
 * {@code PROCESSING} while a payment runs and ends {@code PAID} or {@code CANCELED}. Its number
 * ({@code INV-2026-00042}) is given by the server.
 */
public final class Invoices {
  private final Documents<InvoiceResponse, InvoiceDetailResponse, InvoiceItemResponse> documents;

  Invoices(Transport transport) {
    this.documents =
        new Documents<>(
            transport,
            new Documents.Kind<>(
                "invoices",
                InvoiceResponse.class,
                InvoiceDetailResponse.class,
                InvoiceItemResponse.class,
                InvoiceResponse::status));
  }

  /**
   * Makes an invoice without lines, {@code IDLE}.
   *
   * @throws InvalidRequestException when the counterparty is not the merchant's or a field is wrong
   */
  public InvoiceResponse create(CreateInvoicePayload invoice) {
    return documents.create(invoice);
  }

  /** The newest 1,000. */
  public List<InvoiceResponse> list() {
    return list(DocumentFilter.all());
  }

  /** The newest 1,000 that match. */
  public List<InvoiceResponse> list(DocumentFilter filter) {
    return documents.list(filter);
  }

  /** One page of those that match. */
  public List<InvoiceResponse> list(DocumentFilter filter, Page page) {
    return documents.list(filter, page);
  }

  /** All that match, read as they are walked. */
  public Paged<InvoiceResponse> listAll(DocumentFilter filter) {
    return new Paged<>(page -> list(filter, page), InvoiceResponse::id);
  }

  /**
   * One invoice, with its lines and counterparty.
   *
   * @throws NotFoundException when the merchant has no such invoice
   */
  public InvoiceDetailResponse retrieve(long id) {
    return documents.retrieve(id);
  }

  /**
   * The invoice of that number, with its lines and counterparty.
   *
   * @throws NotFoundException when the merchant has none of that number
   */
  public InvoiceDetailResponse retrieveByNumber(String number) {
    return documents.retrieveByNumber(number);
  }

  /**
   * Changes an invoice that is {@code IDLE}; what is null stays. Twice is what once is.
   *
   * @throws NotFoundException when the merchant has no such invoice
   * @throws InvalidRequestException {@code value_error.source.not_idle}, or a field is wrong
   */
  public InvoiceResponse update(long id, UpdateInvoicePayload changes) {
    return documents.update(id, changes);
  }

  /**
   * Makes an invoice payable: {@code IDLE} becomes {@code ACTIVE}. Repeated by itself when the
   * answer is lost; if that try did publish, the invoice as it stands is the answer.
   *
   * @throws NotFoundException when the merchant has no such invoice
   * @throws InvalidRequestException {@code value_error.source.no_items}, {@code
   *     value_error.source.not_idle}
   */
  public InvoiceResponse publish(long id) {
    return documents.publish(id);
  }

  /**
   * Cancels an invoice that is {@code IDLE} or {@code ACTIVE}, for ever. Repeated by itself when
   * the answer is lost; if that try did cancel, the invoice as it stands is the answer.
   *
   * @throws NotFoundException when the merchant has no such invoice
   * @throws InvalidRequestException {@code value_error.source.not_cancelable}
   */
  public InvoiceResponse cancel(long id) {
    return documents.cancel(id);
  }

  /**
   * Adds a line to an invoice that is {@code IDLE}. The amount is that of one piece, in the
   * invoice's currency and with no more decimals than it has. Sent again only when the first try
   * cannot have added one.
   *
   * @throws NotFoundException when the merchant has no such invoice
   * @throws InvalidRequestException {@code value_error.source.not_idle}, or a field is wrong
   */
  public InvoiceItemResponse addItem(long id, AddInvoiceItemPayload line) {
    return documents.addItem(id, line);
  }

  /**
   * Changes a line of an invoice that is {@code IDLE}; what is null stays. Twice is what once is.
   *
   * @throws NotFoundException when the merchant has no such invoice or it has no such line
   * @throws InvalidRequestException {@code value_error.source.not_idle}, or a field is wrong
   */
  public InvoiceItemResponse updateItem(long id, long lineId, UpdateInvoiceItemPayload changes) {
    return documents.updateItem(id, lineId, changes);
  }

  /**
   * Removes a line of an invoice that is {@code IDLE}. Repeated by itself when the answer is lost;
   * a line that is gone by then is a success.
   *
   * @throws NotFoundException when the merchant has no such invoice or it has no such line
   * @throws InvalidRequestException {@code value_error.source.not_idle}
   */
  public void removeItem(long id, long lineId) {
    documents.removeItem(id, lineId);
  }

  /**
   * The receipt of an invoice that is PAID.
   *
   * @throws NotFoundException when the merchant has no such invoice, or it is not paid
   */
  public InvoiceReceiptResponse receipt(long id) {
    return documents.receipt(id, InvoiceReceiptResponse.class);
  }

  /**
   * The receipt of the invoice of that number.
   *
   * @throws NotFoundException when the merchant has none of that number, or it is not paid
   */
  public InvoiceReceiptResponse receiptByNumber(String number) {
    return documents.receiptByNumber(number, InvoiceReceiptResponse.class);
  }
}
