package app.dollr.documents;

import app.dollr.merchants.Merchant;
import app.dollr.platform.http.WireTime;
import app.dollr.wire.CounterPartyWithPartyResponse;
import app.dollr.wire.OrderDetailResponse;
import app.dollr.wire.OrderItemResponse;
import app.dollr.wire.OrderResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders in answers. */
final class OrderWire implements DocumentWire {
  @Override
  public OrderResponse summary(Merchant owner, Document document) {
    return new OrderResponse(
        document.id().value(),
        document.reference().orElse(null),
        document.number(),
        document.counterparty().value(),
        document.total().currency().code(),
        document.total().amount(),
        document.note(),
        document.status().wire(),
        document.feeBearer(),
        document.asPaymentLink(),
        owner.id().value(),
        owner.ownerType(),
        document.paidAt().map(WireTime::of).orElse(null),
        WireTime.of(document.createdAt()),
        WireTime.of(document.updatedAt()));
  }

  @Override
  public OrderDetailResponse detail(
      Merchant owner,
      Document document,
      List<Line> lines,
      @Nullable CounterPartyWithPartyResponse counterparty) {
    var summary = summary(owner, document);
    return new OrderDetailResponse(
        summary.id(),
        summary.referenceId(),
        summary.orderNumber(),
        summary.counterpartyId(),
        summary.currency(),
        summary.totalAmount(),
        summary.note(),
        summary.status(),
        summary.feeBearer(),
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
  public OrderItemResponse line(Line line) {
    return new OrderItemResponse(
        line.id().value(),
        line.name(),
        line.unit().currency().code(),
        line.qty(),
        line.unit().amount(),
        WireTime.of(line.createdAt()),
        WireTime.of(line.updatedAt()));
  }
}
