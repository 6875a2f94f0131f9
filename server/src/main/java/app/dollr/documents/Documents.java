package app.dollr.documents;

import app.dollr.fees.Fees;
import app.dollr.merchants.Merchants;
import app.dollr.parties.Parties;
import app.dollr.platform.database.ConstraintViolated;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.events.Events;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.routing.Routing;
import app.dollr.values.DocumentId;
import app.dollr.values.LineId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.OwnerType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The invoices and orders of merchants. Once published a document's lines, total and fee bearer
 * never change.
 */
public final class Documents {
  /** The guard of {@link #take}: the document was not ACTIVE. */
  public static final String NOT_ACTIVE = DocumentStore.NOT_ACTIVE;

  /** The guard of {@link #settle} and {@link #release}: the document was not PROCESSING. */
  public static final String NOT_PROCESSING = DocumentStore.NOT_PROCESSING;

  private static final int MOST_LINES = 200;
  private static final long MOST_MINOR = 1_000_000_000_000_000L;

  private final Database database;
  private final DocumentStore store = new DocumentStore();
  private final Numbers numbers;
  private final Events events;
  private final Merchants merchants;
  private final Parties parties;
  private final Clock clock;

  public Documents(
      Database database, Events events, Merchants merchants, Parties parties, Clock clock) {
    this.database = database;
    this.events = events;
    this.merchants = merchants;
    this.numbers = new Numbers(database, store, clock);
    this.parties = parties;
    this.clock = clock;
  }

  /** The routes of this room. */
  public List<Resource> resources(Routing routing, Fees fees) {
    return List.of(
        new DocumentsResource(DocumentKind.INVOICE, this, merchants, parties, routing),
        new DocumentsResource(DocumentKind.ORDER, this, merchants, parties, routing),
        new SourceStatusResource(this),
        new SourcePredictionsResource(this, fees, routing, clock));
  }

  /**
   * Creates an IDLE document without lines; the same wish again makes another.
   *
   * @throws Refused with COUNTERPARTY_UNKNOWN when the counterparty is none of the merchant's
   */
  public Document create(MerchantId merchant, CreateDocument wish) {
    if (parties.findCounterparty(merchant, wish.counterparty()).isEmpty()) {
      throw Refused.body("counterparty_id", ErrorCode.COUNTERPARTY_UNKNOWN);
    }
    var number = numbers.next(merchant, wish.kind());
    return database.run(store.add(merchant, wish, number, clock.instant()));
  }

  /**
   * Creates a document with its lines, ACTIVE at once; the same wish again makes another.
   *
   * @throws Refused with AMOUNT_TOO_LARGE
   */
  public Document issue(MerchantId merchant, IssueDocument wish) {
    var number = numbers.next(merchant, wish.document().kind());
    var now = clock.instant();
    for (var line : wish.lines()) {
      lineTotal(line.unit(), line.qty());
    }
    return guarded(
        () ->
            database.inTransaction(transaction -> {
              var draft = transaction.run(store.add(merchant, wish.document(), number, now));
              var ref = new DocumentRef(merchant, wish.document().kind(), draft.id());
              List<Step<?>> steps = new ArrayList<>();
              for (var line : wish.lines()) {
                steps.add(store.grow(ref, lineTotal(line.unit(), line.qty()), MOST_LINES, now));
                steps.add(store.addLine(ref, line, now));
              }
              transaction.run(steps);
              return transaction.run(publication(ref)).orElseThrow();
            }),
        () -> Refused.body("items", ErrorCode.SOURCE_TOO_MANY_ITEMS));
  }

  /** The document, with its lines. */
  public Optional<DocumentDetail> find(DocumentRef ref) {
    var document = store.find(ref);
    var lines = store.lines(ref.merchant(), ref.id());
    var answers = database.run(List.of(document, lines));
    return answers.of(document).map(found -> new DocumentDetail(found, answers.of(lines)));
  }

  /** The document with this number, with its lines. */
  public Optional<DocumentDetail> findByNumber(
      MerchantId merchant, DocumentKind kind, String number) {
    return database
        .run(store.findByNumber(merchant, kind, number))
        .flatMap(found -> find(new DocumentRef(merchant, kind, found.id())));
  }

  /**
   * The merchant's documents that pass the filter.
   *
   * @throws Refused with CURSOR_UNKNOWN when the document to start after is none of the merchant's
   */
  public Paging.Page<Document> list(MerchantId merchant, DocumentFilter filter, Paging paging) {
    var cursor = paging.after().map(id -> ref(merchant, filter.kind(), id));
    if (cursor.isPresent() && database.run(store.find(cursor.get())).isEmpty()) {
      throw Refused.query("starting_after", ErrorCode.CURSOR_UNKNOWN);
    }
    var items = database.run(store.list(merchant, filter, paging));
    boolean more = items.size() > paging.limit();
    return new Paging.Page<>(
        items, more ? database.run(store.count(merchant, filter)) : items.size());
  }

  /**
   * Changes what is given. Safe to repeat.
   *
   * @throws Refused with NOT_FOUND, or SOURCE_NOT_IDLE
   */
  public Document change(DocumentRef ref, ChangeDocument wish) {
    return database
        .run(store.change(ref, wish, clock.instant()))
        .orElseThrow(() -> refusal(ref, "id", ErrorCode.SOURCE_NOT_IDLE));
  }

  /**
   * Makes an IDLE document ACTIVE.
   *
   * @throws Refused with NOT_FOUND, SOURCE_NOT_IDLE or SOURCE_NO_ITEMS
   */
  public Document publish(DocumentRef ref) {
    return database
        .run(publication(ref))
        .orElseThrow(() ->
            required(ref).status() == DocumentStatus.IDLE
                ? Refused.path("id", ErrorCode.SOURCE_NO_ITEMS)
                : Refused.path("id", ErrorCode.SOURCE_NOT_IDLE));
  }

  /**
   * Gives up an IDLE or ACTIVE document.
   *
   * @throws Refused with NOT_FOUND or SOURCE_NOT_CANCELABLE
   */
  public Document cancel(DocumentRef ref) {
    return database
        .run(events.told(store.cancel(ref, owner(ref.merchant()), clock.instant())))
        .orElseThrow(() -> refusal(ref, "id", ErrorCode.SOURCE_NOT_CANCELABLE));
  }

  /**
   * Adds a line to an IDLE document; the same wish again adds another.
   *
   * @throws Refused with NOT_FOUND, SOURCE_NOT_IDLE, SOURCE_TOO_MANY_ITEMS, CURRENCY_MISMATCH or
   *     AMOUNT_TOO_LARGE
   */
  public Line addLine(DocumentRef ref, AddLine wish) {
    var now = clock.instant();
    var line = store.addLine(ref, wish, now);
    return guarded(
        () -> {
          var grow = store.grow(ref, lineTotal(wish.unit(), wish.qty()), MOST_LINES, now);
          return database.run(List.of(grow, line)).of(line);
        },
        () -> whyNotAdded(ref, wish));
  }

  /**
   * Changes what is given of a line of an IDLE document. Safe to repeat.
   *
   * @throws Refused with NOT_FOUND, SOURCE_NOT_IDLE or AMOUNT_TOO_LARGE
   */
  public Line changeLine(DocumentRef ref, LineId id, ChangeLine wish) {
    var now = clock.instant();
    var before = line(ref, id);
    lineTotal(wish.unit().orElse(before.unit()), wish.qty().orElse(before.qty()));
    return guarded(
        () -> {
          database.run(
              List.of(
                  store.lock(ref, 0, now), store.changeLine(ref, id, wish, now), store.total(ref)));
          return line(ref, id);
        },
        () -> refusal(ref, pathName(ref), ErrorCode.SOURCE_NOT_IDLE));
  }

  /**
   * Removes a line from an IDLE document.
   *
   * @throws Refused with NOT_FOUND or SOURCE_NOT_IDLE
   */
  public void removeLine(DocumentRef ref, LineId id) {
    line(ref, id);
    guarded(
        () ->
            database.run(
                List.of(
                    store.lock(ref, 1, clock.instant()),
                    store.removeLine(ref, id),
                    store.total(ref))),
        () -> refusal(ref, pathName(ref), ErrorCode.SOURCE_NOT_IDLE));
  }

  /**
   * The document as something that can be paid: a relation with the columns kind, id, currency,
   * total_minor and fee_bearer, without a row when it cannot.
   */
  public Step<Optional<Money>> payable(DocumentRef ref) {
    return store.payable(ref);
  }

  /** Why {@link #payable} finds nothing. */
  public ErrorCode whyNotPayable(DocumentRef ref) {
    return database.run(store.find(ref)).isPresent()
        ? ErrorCode.SOURCE_NOT_ACTIVE
        : ErrorCode.SOURCE_UNKNOWN;
  }

  /** A payment begins: from ACTIVE to PROCESSING, guarded by {@link #NOT_ACTIVE}. */
  public Step<Done> take(MerchantId merchant, DocumentId id) {
    return store.take(merchant, id, clock.instant());
  }

  /** The payment was made: from PROCESSING to PAID, guarded by {@link #NOT_PROCESSING}. */
  public Step<Done> settle(MerchantId merchant, DocumentId id) {
    return events.guarded(store.settle(merchant, id, clock.instant()), NOT_PROCESSING);
  }

  /** The payment failed: from PROCESSING back to ACTIVE, guarded by {@link #NOT_PROCESSING}. */
  public Step<Done> release(MerchantId merchant, DocumentId id) {
    return store.release(merchant, id, clock.instant());
  }

  private Step<Optional<Document>> publication(DocumentRef ref) {
    return events.told(store.publish(ref, owner(ref.merchant()), clock.instant()));
  }

  private OwnerType owner(MerchantId merchant) {
    return merchants.caller(merchant).ownerType();
  }

  private Document required(DocumentRef ref) {
    return database.run(store.find(ref)).orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private Line line(DocumentRef ref, LineId id) {
    return find(ref).stream()
        .flatMap(detail -> detail.lines().stream())
        .filter(line -> line.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private Refused refusal(DocumentRef ref, String segment, ErrorCode code) {
    required(ref);
    return Refused.path(segment, code);
  }

  private Refused whyNotAdded(DocumentRef ref, AddLine wish) {
    var document = required(ref);
    if (document.status() != DocumentStatus.IDLE) {
      return Refused.path(pathName(ref), ErrorCode.SOURCE_NOT_IDLE);
    }
    var currency = document.total().currency();
    if (!currency.equals(wish.unit().currency())) {
      return Refused.body(
          "currency", ErrorCode.CURRENCY_MISMATCH, "the document's currency is " + currency);
    }
    return Refused.path(pathName(ref), ErrorCode.SOURCE_TOO_MANY_ITEMS);
  }

  /** Does guarded work; when a guard failed, says why. */
  private <T> T guarded(Supplier<T> work, Supplier<Refused> why) {
    try {
      return work.get();
    } catch (GuardFailed failed) {
      throw failed.guard().equals(DocumentStore.LINE) ? Refused.of(ErrorCode.NOT_FOUND) : why.get();
    } catch (ConstraintViolated violated) {
      if (violated.constraint().equals(DocumentStore.TOTAL_RANGE)) {
        throw Refused.body("amount", ErrorCode.AMOUNT_TOO_LARGE);
      }
      throw violated;
    }
  }

  private static Money lineTotal(Money unit, long qty) {
    if (unit.minorUnits() > MOST_MINOR / qty) {
      throw Refused.body("amount", ErrorCode.AMOUNT_TOO_LARGE);
    }
    return unit.times(qty);
  }

  /** The path segment that names a document among its lines. */
  private static String pathName(DocumentRef ref) {
    return switch (ref.kind()) {
      case INVOICE -> "invoice_id";
      case ORDER -> "order_id";
    };
  }

  private static DocumentRef ref(MerchantId merchant, DocumentKind kind, long id) {
    return new DocumentRef(merchant, kind, new DocumentId(id));
  }
}
