package app.dollr.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.dollr.wire.InvoiceResponse;
import app.dollr.wire.SourceStatus;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagedTest {
  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;
  private final DollrClient dollr = scene.dollr;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void readsPageByPageAsItIsWalked() {
    server.then(200, invoices(250, 151)).then(200, invoices(150, 51)).then(200, invoices(50, 1));
    var filter = DocumentFilter.all().status(SourceStatus.PAID);
    var all = dollr.invoices().listAll(filter).iterator();

    assertThat(server.seen()).isEmpty();
    assertThat(all.next().id()).isEqualTo(250);
    assertThat(server.seen()).hasSize(1);
    long count = 1;
    while (all.hasNext()) {
      all.next();
      count++;
    }

    assertThat(count).isEqualTo(250);
    assertThat(server.lines())
        .containsExactly(
            "GET /v1/invoices/list?status=PAID&limit=100",
            "GET /v1/invoices/list?status=PAID&limit=100&starting_after=151",
            "GET /v1/invoices/list?status=PAID&limit=100&starting_after=51");
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(all::next);
  }

  @Test
  void readsNoMoreThanAStreamTakes() {
    server.then(200, invoices(300, 201));

    var newest = dollr.invoices().listAll(DocumentFilter.all()).stream().limit(3).toList();

    assertThat(newest).extracting(InvoiceResponse::id).containsExactly(300L, 299L, 298L);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void readsAnewOnEachWalk() {
    server.then(200, "[]").then(200, invoices(1, 1));
    var all = dollr.invoices().listAll(DocumentFilter.all());

    assertThat(all).isEmpty();
    assertThat(all).hasSize(1);
  }

  @Test
  void endsAfterAFullLastPage() {
    server.then(200, invoices(100, 1)).then(200, "[]");

    assertThat(dollr.invoices().listAll(DocumentFilter.all())).hasSize(100);
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void takesEverythingFromAServerWithoutPages() {
    server.then(200, invoices(250, 1));

    assertThat(dollr.invoices().listAll(DocumentFilter.all())).hasSize(250);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void seesNothingTwiceFromAServerWithoutPages() {
    server.then(200, invoices(100, 1)).then(200, invoices(100, 1));

    assertThat(dollr.invoices().listAll(DocumentFilter.all())).hasSize(100);
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void passesOnAFailure() {
    server.then(200, invoices(200, 101)).then(403, "{}");

    assertThatExceptionOfType(PermissionException.class)
        .isThrownBy(() -> dollr.invoices().listAll(DocumentFilter.all()).stream().toList());
  }

  @Test
  void worksForPartiesCounterpartiesAndOrders() {
    server.then(200, "[" + Samples.party(2) + "]");
    assertThat(dollr.parties().listAll(PartyFilter.all())).hasSize(1);
    server.then(200, "[" + Samples.counterpartyWithParty(2) + "]");
    assertThat(dollr.counterparties().listAll(CounterpartyFilter.all())).hasSize(1);
    server.then(200, "[" + Samples.order(2, "IDLE") + "]");
    assertThat(dollr.orders().listAll(DocumentFilter.all())).hasSize(1);
  }

  @Test
  void refusesALimitThatTheServerWouldRefuse() {
    assertThatIllegalArgumentException().isThrownBy(() -> Page.first(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Page.first(101))
        .withMessage("limit is 101, 1 to 100 is allowed");
  }

  private static String invoices(long newest, long oldest) {
    return LongStream.iterate(newest, id -> id >= oldest, id -> id - 1)
        .mapToObj(id -> Samples.invoice(id, "PAID"))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
