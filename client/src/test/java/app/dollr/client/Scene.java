package app.dollr.client;

import java.time.Duration;
import java.util.Random;

/** A client, the server it speaks to, and the time both live in. */
final class Scene implements AutoCloseable {
  final FakeServer server = new FakeServer();
  final TestTime time = new TestTime();
  final DollrClient dollr = builder().build();

  DollrClientBuilder builder() {
    return DollrClient.builder()
        .baseUrl(server.url())
        .clientId("client-1")
        .clientSecret("the-secret")
        .tryTimeout(Duration.ofSeconds(20))
        .clock(time)
        .sleeper(time)
        .random(new Random(42));
  }

  @Override
  public void close() {
    server.close();
  }
}
