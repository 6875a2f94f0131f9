package app.dollr.documents;

import app.dollr.documents.DocumentLifecycle.Action;
import app.dollr.platform.database.Binding;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.http.Paging;
import app.dollr.values.CounterpartyId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.DocumentId;
import app.dollr.values.LineId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OwnerType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** All SQL of documents. */
final class DocumentStore {
  /** The guard that an open document, of the currency and with room for a line, is there. */
  static final String OPEN = "documents.open";

  /** The guard that the line is there. */
  static final String LINE = "documents.line";

  /** The constraint that a total is bearable. */
  static final String TOTAL_RANGE = "document_total_range";

  /** The guard of {@link #take}: the document was not ACTIVE. */
  static final String NOT_ACTIVE = "documents.not_active";

  /** The guard of {@link #settle} and {@link #release}: the document was not PROCESSING. */
  static final String NOT_PROCESSING = "documents.not_processing";

  /**
   * What a change of a document tells: what it is now, as answers show it. What does not change any
   * more once it is published was put in words then; the rest is added.
   */
  private static final String TELLING =
      """
      returning *, array[lower(kind) || '.' || :word] as event_types,
        lower(kind) as event_object, id as event_object_id, version as event_sequence,
        coalesce(shown, documents.shown(document, :owner_type)) || :changed as event_data
      """;

  private static final Sql ADD =
      Sql.of(
          """
          insert into documents.document
            (merchant_id, kind, number, counterparty_id, currency, total_minor, lines, status, note,
             fee_bearer, as_payment_link, reference_id, due_at, created_at, updated_at)
          values
            (:merchant, :kind, :number, :counterparty, :currency, 0, 0, 'IDLE', :note,
             :fee_bearer, :as_payment_link, :reference, :due_at, :now, :now)
          returning *
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select * from documents.document
          where merchant_id = :merchant and kind = :kind and id = :id
          """);

  private static final Sql FIND_BY_NUMBER =
      Sql.of(
          """
          select * from documents.document
          where merchant_id = :merchant and kind = :kind and number = :number
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select * from documents.document
          where merchant_id = :merchant
            and kind = :kind
            and id < :before
            and currency = coalesce(:currency, currency)
            and status = coalesce(:status, status)
          order by id desc
          limit :limit
          """);

  private static final Sql COUNT =
      Sql.of(
          """
          select count(*) as total from documents.document
          where merchant_id = :merchant
            and kind = :kind
            and currency = coalesce(:currency, currency)
            and status = coalesce(:status, status)
          """);

  private static final Sql CHANGE =
      Sql.of(
          """
          update documents.document
          set note = coalesce(:note, note),
            fee_bearer = coalesce(:fee_bearer, fee_bearer),
            reference_id = coalesce(:reference, reference_id),
            due_at = coalesce(:due_at, due_at),
            updated_at = :now
          where merchant_id = :merchant and kind = :kind and id = :id and status = any(:from)
          returning *
          """);

  private static final Sql PUBLISH =
      Sql.of(
          """
          update documents.document
          set status = 'ACTIVE', version = version + 1, updated_at = :now,
            shown = documents.shown(document, :owner_type)
          where merchant_id = :merchant and kind = :kind and id = :id and status = any(:from)
            and lines > 0
          """
              + TELLING);

  private static final Sql CANCEL =
      Sql.of(
          """
          update documents.document
          set status = 'CANCELED', version = version + 1, updated_at = :now
          where merchant_id = :merchant and kind = :kind and id = :id and status = any(:from)
          """
              + TELLING);

  private static final Sql TAKE = hold(Action.PAY, NOT_ACTIVE);

  private static final Sql RELEASE = hold(Action.RELEASE, NOT_PROCESSING);

  /** What it tells is put together from what was kept when it was published. */
  private static final Sql SETTLE =
      Sql.each(
          "merchant bigint, id bigint, now timestamptz, changed text",
          """
          update documents.document d
          set status = '%s', paid_at = given.now, version = d.version + 1,
            updated_at = given.now
          from given
          where d.merchant_id = given.merchant and d.id = given.id and d.status = '%s'
          returning d.merchant_id, array[lower(d.kind) || '.paid'] as event_types,
            lower(d.kind) as event_object, d.id as event_object_id, d.version as event_sequence,
            d.shown || given.changed as event_data, given.now as event_at
          """
              .formatted(
                  DocumentLifecycle.only(Action.SETTLE).to(),
                  DocumentLifecycle.only(Action.SETTLE).from()));

  private static final Sql PAYABLE =
      Sql.each(
          "merchant bigint, kind text, document bigint",
          """
          select given.*, d.currency, d.total_minor, d.fee_bearer
          from given
          join documents.document d on d.merchant_id = given.merchant and d.kind = given.kind
            and d.id = given.document
          where d.status = '%s'
          """
              .formatted(DocumentLifecycle.only(Action.PAY).from()));

  private static final Sql GROW =
      Sql.of(
          """
          with grown as (
            update documents.document
            set total_minor = total_minor + :amount, lines = lines + 1, updated_at = :now
            where merchant_id = :merchant and kind = :kind and id = :id and status = any(:from)
              and currency = :currency and lines < :most
            returning 1)
          select platform.refuse_unless(exists (select from grown), 'documents.open')
          """);

  private static final Sql LOCK =
      Sql.of(
          """
          with locked as (
            update documents.document
            set lines = lines - :fewer, updated_at = :now
            where merchant_id = :merchant and kind = :kind and id = :id and status = any(:from)
              and lines >= :fewer
            returning 1)
          select platform.refuse_unless(exists (select from locked), 'documents.open')
          """);

  private static final Sql TOTAL =
      Sql.of(
          """
          update documents.document
          set total_minor = (
            select coalesce(sum(qty * unit_minor), 0) from documents.line
            where merchant_id = :merchant and document_id = :id)
          where merchant_id = :merchant and id = :id
          """);

  private static final Sql ADD_LINE =
      Sql.of(
          """
          insert into documents.line
            (merchant_id, document_id, name, qty, unit_minor, created_at, updated_at)
          values (:merchant, :id, :name, :qty, :unit, :now, :now)
          returning id, name, qty, unit_minor, :currency::text as currency, created_at, updated_at
          """);

  private static final Sql CHANGE_LINE =
      Sql.of(
          """
          with changed as (
            update documents.line
            set name = coalesce(:name, name),
              qty = coalesce(:qty, qty),
              unit_minor = coalesce(:unit, unit_minor),
              updated_at = :now
            where merchant_id = :merchant and document_id = :id and id = :line
            returning 1)
          select platform.refuse_unless(exists (select from changed), 'documents.line')
          """);

  private static final Sql REMOVE_LINE =
      Sql.of(
          """
          with removed as (
            delete from documents.line
            where merchant_id = :merchant and document_id = :id and id = :line
            returning 1)
          select platform.refuse_unless(exists (select from removed), 'documents.line')
          """);

  private static final Sql LINES =
      Sql.of(
          """
          select l.id, l.name, l.qty, l.unit_minor, d.currency, l.created_at, l.updated_at
          from documents.line l
          join documents.document d on d.merchant_id = l.merchant_id and d.id = l.document_id
          where l.merchant_id = :merchant and l.document_id = :id
          order by l.id
          """);

  private static final Sql TAKE_NUMBERS =
      Sql.of(
          """
          insert into documents.number_counter (merchant_id, kind, year, next)
          values (:merchant, :kind, :year, 1 + :count)
          on conflict on constraint number_counter_pkey
          do update set next = number_counter.next + :count
          returning next - :count as first
          """);

  Step<Document> add(MerchantId merchant, CreateDocument wish, String number, Instant now) {
    return ADD.with("merchant", merchant.value())
        .with("kind", wish.kind())
        .with("number", number)
        .with("counterparty", wish.counterparty().value())
        .with("currency", wish.currency().code())
        .with("note", wish.note())
        .with("fee_bearer", wish.feeBearer())
        .with("as_payment_link", wish.asPaymentLink())
        .with("reference", wish.reference())
        .with("due_at", wish.dueAt())
        .with("now", now)
        .only(DocumentStore::document);
  }

  Step<Optional<Document>> find(DocumentRef ref) {
    return at(FIND.bare(), ref).first(DocumentStore::document);
  }

  Step<Optional<Document>> findByNumber(MerchantId merchant, DocumentKind kind, String number) {
    return FIND_BY_NUMBER
        .with("merchant", merchant.value())
        .with("kind", kind)
        .with("number", number)
        .first(DocumentStore::document);
  }

  Step<List<Document>> list(MerchantId merchant, DocumentFilter filter, Paging paging) {
    return filtered(LIST.with("merchant", merchant.value()), filter)
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("limit", paging.fetch())
        .list(DocumentStore::document);
  }

  Step<Long> count(MerchantId merchant, DocumentFilter filter) {
    return filtered(COUNT.with("merchant", merchant.value()), filter)
        .only(row -> row.number("total"));
  }

  Step<Optional<Document>> change(DocumentRef ref, ChangeDocument wish, Instant now) {
    return at(CHANGE.bare(), ref)
        .with("from", DocumentLifecycle.from(Action.CHANGE))
        .with("note", wish.note())
        .with("fee_bearer", wish.feeBearer())
        .with("reference", wish.reference())
        .with("due_at", wish.dueAt())
        .with("now", now)
        .first(DocumentStore::document);
  }

  /** Publishes a document, with what that tells. */
  Step<Optional<Document>> publish(DocumentRef ref, OwnerType owner, Instant now) {
    return at(PUBLISH.bare(), ref)
        .with("from", DocumentLifecycle.from(Action.PUBLISH))
        .with("word", "published")
        .with("changed", changed(DocumentStatus.ACTIVE, Optional.empty(), now))
        .with("owner_type", owner)
        .with("now", now)
        .first(DocumentStore::document);
  }

  /** Cancels a document, with what that tells. */
  Step<Optional<Document>> cancel(DocumentRef ref, OwnerType owner, Instant now) {
    return at(CANCEL.bare(), ref)
        .with("from", DocumentLifecycle.from(Action.CANCEL))
        .with("word", "canceled")
        .with("changed", changed(DocumentStatus.CANCELED, Optional.empty(), now))
        .with("owner_type", owner)
        .with("now", now)
        .first(DocumentStore::document);
  }

  /** From ACTIVE to PROCESSING, guarded by {@link #NOT_ACTIVE}. */
  Step<Done> take(MerchantId merchant, DocumentId id, Instant now) {
    return held(TAKE, merchant, id, now).done();
  }

  /** From PROCESSING to ACTIVE, guarded by {@link #NOT_PROCESSING}. */
  Step<Done> release(MerchantId merchant, DocumentId id, Instant now) {
    return held(RELEASE, merchant, id, now).done();
  }

  /** From PROCESSING to PAID, with what that tells. */
  Step<Done> settle(MerchantId merchant, DocumentId id, Instant now) {
    return held(SETTLE, merchant, id, now)
        .with("changed", changed(DocumentStatus.PAID, Optional.of(now), now))
        .done();
  }

  Step<Optional<Money>> payable(DocumentRef ref) {
    return PAYABLE
        .with("merchant", ref.merchant().value())
        .with("kind", ref.kind())
        .with("document", ref.id().value())
        .first(DocumentStore::total);
  }

  Step<Done> grow(DocumentRef ref, Money amount, int mostLines, Instant now) {
    return at(GROW.bare(), ref)
        .with("from", DocumentLifecycle.from(Action.CHANGE))
        .with("amount", amount.minorUnits())
        .with("currency", amount.currency().code())
        .with("most", mostLines)
        .with("now", now)
        .done();
  }

  /** Takes hold of an open document, which from then on has {@code fewer} lines fewer. */
  Step<Done> lock(DocumentRef ref, int fewer, Instant now) {
    return at(LOCK.bare(), ref)
        .with("from", DocumentLifecycle.from(Action.CHANGE))
        .with("fewer", fewer)
        .with("now", now)
        .done();
  }

  Step<Done> total(DocumentRef ref) {
    return TOTAL.with("merchant", ref.merchant().value()).with("id", ref.id().value()).done();
  }

  Step<Line> addLine(DocumentRef ref, AddLine wish, Instant now) {
    return ADD_LINE
        .with("merchant", ref.merchant().value())
        .with("id", ref.id().value())
        .with("name", wish.name())
        .with("qty", wish.qty())
        .with("unit", wish.unit().minorUnits())
        .with("currency", wish.unit().currency().code())
        .with("now", now)
        .only(DocumentStore::line);
  }

  Step<Done> changeLine(DocumentRef ref, LineId line, ChangeLine wish, Instant now) {
    return CHANGE_LINE
        .with("merchant", ref.merchant().value())
        .with("id", ref.id().value())
        .with("line", line.value())
        .with("name", wish.name())
        .with("qty", wish.qty())
        .with("unit", wish.unit().map(Money::minorUnits))
        .with("now", now)
        .done();
  }

  Step<Done> removeLine(DocumentRef ref, LineId line) {
    return REMOVE_LINE
        .with("merchant", ref.merchant().value())
        .with("id", ref.id().value())
        .with("line", line.value())
        .done();
  }

  Step<List<Line>> lines(MerchantId merchant, DocumentId id) {
    return LINES
        .with("merchant", merchant.value())
        .with("id", id.value())
        .list(DocumentStore::line);
  }

  /** Takes {@code count} numbers and says the first. */
  Step<Long> takeNumbers(MerchantId merchant, DocumentKind kind, int year, int count) {
    return TAKE_NUMBERS
        .with("merchant", merchant.value())
        .with("kind", kind)
        .with("year", year)
        .with("count", count)
        .only(row -> row.number("first"));
  }

  private static Binding held(Sql sql, MerchantId merchant, DocumentId id, Instant now) {
    return sql.with("merchant", merchant.value()).with("id", id.value()).with("now", now);
  }

  /** The end of a document in JSON: what changes after it is published. */
  private static String changed(DocumentStatus status, Optional<Instant> paidAt, Instant now) {
    return ", \"status\": \"%s\", \"paid_at\": %s, \"updated_at\": %s}"
        .formatted(status, paidAt.map(DocumentStore::moment).orElse("null"), moment(now));
  }

  private static String moment(Instant moment) {
    return "\"" + moment.truncatedTo(ChronoUnit.SECONDS) + "\"";
  }

  /** A payment takes or leaves hold of documents; nothing is told. */
  private static Sql hold(Action action, String guard) {
    var step = DocumentLifecycle.only(action);
    return Sql.each(
        "merchant bigint, id bigint, now timestamptz",
        """
        with moved as (
          update documents.document d
          set status = '%s', version = d.version + 1, updated_at = given.now
          from given
          where d.merchant_id = given.merchant and d.id = given.id and d.status = '%s'
          returning 1)
        select platform.refuse_unless((select count(*) from moved) = :rows, '%s')
        """
            .formatted(step.to(), step.from(), guard));
  }

  private static Binding at(Binding binding, DocumentRef ref) {
    return binding
        .with("merchant", ref.merchant().value())
        .with("kind", ref.kind())
        .with("id", ref.id().value());
  }

  private static Binding filtered(Binding binding, DocumentFilter filter) {
    return binding
        .with("kind", filter.kind())
        .with("currency", filter.currency())
        .with("status", filter.status());
  }

  private static Document document(Row row) {
    return new Document(
        new DocumentId(row.number("id")),
        row.word("kind", DocumentKind.class),
        row.text("number"),
        new CounterpartyId(row.number("counterparty_id")),
        total(row),
        row.count("lines"),
        row.word("status", DocumentStatus.class),
        row.text("note"),
        row.word("fee_bearer", FeeBearer.class),
        row.flag("as_payment_link"),
        row.optionalText("reference_id"),
        row.optionalMoment("due_at"),
        row.optionalMoment("paid_at"),
        row.moment("created_at"),
        row.moment("updated_at"));
  }

  private static Money total(Row row) {
    return new Money(row.number("total_minor"), new CurrencyCode(row.text("currency")));
  }

  private static Line line(Row row) {
    return new Line(
        new LineId(row.number("id")),
        row.text("name"),
        row.number("qty"),
        new Money(row.number("unit_minor"), new CurrencyCode(row.text("currency"))),
        row.moment("created_at"),
        row.moment("updated_at"));
  }
}
