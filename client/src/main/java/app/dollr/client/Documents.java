package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.SourceStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What invoices and orders have in common: all of it but the names.
 *
 * @param <D> a document
 * @param <F> a document with its lines
 * @param <L> a line
 */
final class Documents<D, F, L> {
  private static final Set<SourceStatus> PUBLISHED =
      Set.of(SourceStatus.ACTIVE, SourceStatus.PROCESSING, SourceStatus.PAID);
  private static final Set<SourceStatus> CANCELED = Set.of(SourceStatus.CANCELED);

  private final Transport transport;
  private final Kind<D, F, L> kind;

  /** The words and types of one kind of document. */
  record Kind<D, F, L>(
      String group,
      Class<D> document,
      Class<F> detail,
      Class<L> line,
      Function<D, SourceStatus> status) {}

  Documents(Transport transport, Kind<D, F, L> kind) {
    this.transport = transport;
    this.kind = kind;
  }

  D create(Object document) {
    return transport.run(Call.create(target("create"), document, kind.document()));
  }

  List<D> list(DocumentFilter filter) {
    return transport.run(Call.list(listTarget(filter), kind.document()));
  }

  List<D> list(DocumentFilter filter, Page page) {
    return transport.run(Call.list(page.on(listTarget(filter)), kind.document()));
  }

  F retrieve(long id) {
    return transport.run(Call.get(target("retrieve", id), kind.detail()));
  }

  F retrieveByNumber(String number) {
    return transport.run(Call.get(target("retrieve", "number", number), kind.detail()));
  }

  D update(long id, Object changes) {
    return transport.run(Call.put(target("update", id), changes, kind.document()));
  }

  D publish(long id) {
    return step(id, Call.put(target("publish", id), null, kind.document()), PUBLISHED);
  }

  D cancel(long id) {
    return step(id, Call.delete(target("cancel", id), kind.document()), CANCELED);
  }

  L addItem(long id, Object line) {
    return transport.run(Call.create(target(id, "items", "add"), line, kind.line()));
  }

  L updateItem(long id, long lineId, Object changes) {
    return transport.run(Call.put(target(id, "items", lineId, "update"), changes, kind.line()));
  }

  void removeItem(long id, long lineId) {
    try {
      transport.run(Call.delete(target(id, "items", lineId, "remove"), JsonNode.class));
    } catch (NotFoundException gone) {
      if (!gone.outcomeUnknown()) {
        throw gone;
      }
    }
  }

  <R> R receipt(long id, Class<R> receipt) {
    return transport.run(Call.get(target("receipt", id), receipt));
  }

  <R> R receiptByNumber(String number, Class<R> receipt) {
    return transport.run(Call.get(target("receipt", "number", number), receipt));
  }

  /**
   * Takes the document a step further. A refusal after a try that got no answer may only say that
   * that try succeeded; how the document stands tells.
   */
  private D step(long id, Call<D> call, Set<SourceStatus> wished) {
    try {
      return transport.run(call);
    } catch (InvalidRequestException refused) {
      return asWished(id, refused, wished);
    }
  }

  private D asWished(long id, InvalidRequestException refused, Set<SourceStatus> wished) {
    if (!refused.outcomeUnknown()) {
      throw refused;
    }
    var document = asItStands(id, refused);
    if (!wished.contains(kind.status().apply(document))) {
      throw refused;
    }
    return document;
  }

  private D asItStands(long id, InvalidRequestException refused) {
    try {
      return transport.run(Call.get(target("retrieve", id), kind.document()));
    } catch (DollrException unseen) {
      refused.addSuppressed(unseen);
      throw refused;
    }
  }

  private Target listTarget(DocumentFilter filter) {
    return target("list").with("currency", filter.currency()).with("status", filter.status());
  }

  private Target target(Object... rest) {
    Object[] segments = new Object[rest.length + 2];
    segments[0] = "v1";
    segments[1] = kind.group();
    System.arraycopy(rest, 0, segments, 2, rest.length);
    return Target.of(segments);
  }
}
