package app.dollr.documents;

import app.dollr.merchants.Merchant;
import app.dollr.platform.http.WireTime;
import app.dollr.wire.CounterPartyWithPartyResponse;
import app.dollr.wire.InvoiceDetailResponse;
import app.dollr.wire.InvoiceItemResponse;
import app.dollr.wire.InvoiceResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invoices in answers. */
final class InvoiceWire implements DocumentWire {
  @Override
  public InvoiceResponse summary(Merchant owner, Document document) {
    return new InvoiceResponse(
        document.id().value(),
        document.reference().orElse(null),
        document.number(),
        document.counterparty().value(),
        document.total().currency().code(),
        document.total().amount(),
        document.status().wire(),
        document.note(),
        document.feeBearer(),
        document.dueAt().map(WireTime::of).orElse(null),
        document.asPaymentLink(),
        owner.id().value(),
        owner.ownerType(),
        document.paidAt().map(WireTime::of).orElse(null),
        WireTime.of(document.createdAt()),
        WireTime.of(document.updatedAt()));
  }

  @Override
  public InvoiceDetailResponse detail(
      Merchant owner,
      Document document,
      List<Line> lines,
      @Nullable CounterPartyWithPartyResponse counterparty) {
    var summary = summary(owner, document);
    return new InvoiceDetailResponse(
        summary.id(),
        summary.referenceId(),
        summary.invoiceNumber(),
        summary.counterpartyId(),
        summary.currency(),
        summary.totalAmount(),
        summary.status(),
        summary.note(),
        summary.feeBearer(),
        summary.dueDate(),
        summary.asPaymentLink(),
        summary.ownerId(),
        summary.ownerType(),
        summary.paidAt(),
        summary.createdAt(),
        summary.updatedAt(),
        lines.stream().map(this::line).toList(),
        counterparty);
  }

  @Override
  public InvoiceItemResponse line(Line line) {
    return new InvoiceItemResponse(
        line.id().value(),
        line.name(),
        line.unit().currency().code(),
        line.qty(),
        line.unit().amount(),
        WireTime.of(line.createdAt()),
        WireTime.of(line.updatedAt()));
  }
}
