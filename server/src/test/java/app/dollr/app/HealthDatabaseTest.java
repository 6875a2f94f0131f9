package app.dollr.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.clock.SystemTime;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Sql;
import app.dollr.platform.http.ClientAddress;
import app.dollr.platform.http.HttpLimits;
import app.dollr.platform.http.HttpListener;
import app.dollr.platform.http.Routes;
import app.dollr.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether it is ready: when it serves, and its database answers. */
class HealthDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private final AtomicBoolean serving = new AtomicBoolean(true);
  private final Database database =
      new Database(
          new Database.Settings(
              "health", DATABASE.server(), "dollr_server", 1, Duration.ofMillis(500)));
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpListener listener = listener();

  @BeforeEach
  void start() {
    listener.start();
  }

  @AfterEach
  void stop() {
    http.close();
    listener.close();
    database.close();
  }

  @Test
  void isReadyWhileItServes() {
    assertThat(get("ready").statusCode()).isEqualTo(200);
    serving.set(false);
    isUnavailable(get("ready"));
    assertThat(get("live").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotReadyWithoutItsDatabaseAndIsAgainAfterwards() {
    var one = Sql.of("select 1::bigint as one").bare().only(row -> row.number("one"));
    database.inTransaction(transaction -> {
      isUnavailable(get("ready"));
      assertThat(get("live").statusCode()).isEqualTo(200);
      return transaction.run(one);
    });
    assertThat(get("ready").statusCode()).isEqualTo(200);
  }

  private static void isUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"unavailable\"");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private HttpListener listener() {
    var routes = new Routes();
    new HealthResource(database, serving).addTo(routes);
    return new HttpListener(
        new HttpListener.Settings(
            "127.0.0.1",
            0,
            () -> "http://localhost",
            new HttpLimits(0, 1),
            new ClientAddress(List.of()),
            authorization -> Optional.empty(),
            (caller, key, request, work) -> work.get(),
            List.of(),
            SystemTime.clock()),
        routes.all());
  }

  private HttpResponse<String> get(String what) {
    var uri = URI.create("http://127.0.0.1:%d/health/%s".formatted(listener.port(), what));
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
