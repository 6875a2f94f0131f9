package app.dollr.cli;

import app.dollr.client.DollrClient;
import app.dollr.client.EventFilter;
import app.dollr.client.Page;
import app.dollr.client.WebhookSignature;
import app.dollr.client.internal.Json;
import app.dollr.wire.EventResendResponse;
import app.dollr.wire.EventResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A live tail of events that can hand each of them to a program on this machine. */
@Command(
    name = "listen",
    description = "Follow what happens, and forward it to a program of yours.")
final class ListenCommand implements Action {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAGE = 100;

  private final Shell shell;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  @Option(names = "--forward-to", paramLabel = "URL", description = "Where to post each event.")
  private @Nullable URI forwardTo;

  @Option(names = "--type", description = "Such as invoice.paid or 'invoice.*'.")
  private @Nullable String type;

  @Option(names = "--secret", description = "What to sign with (default: a random one, shown).")
  private @Nullable String secret;

  @Option(names = "--rounds", hidden = true, description = "How often to look.")
  private int rounds = Integer.MAX_VALUE;

  @Option(names = "--from", description = "The id of the last event that is known already.")
  private @Nullable Long from;

  ListenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var dollr = shell.dollr();
    var signing = secret == null ? randomSecret() : secret;
    if (forwardTo != null) {
      shell.say("signing with " + signing);
    }
    long lastEvent = from == null ? lastEvent(dollr) : from;
    long lastResent = lastResent(dollr);
    shell.say("listening");
    for (int round = 0; round < rounds; round++) {
      for (var event : after(dollr, lastEvent)) {
        lastEvent = event.id();
        if (isWanted(event)) {
          hand(event, signing, "");
        }
      }
      for (var again : dollr.events().listResent(OptionalLong.of(lastResent))) {
        lastResent = again.id();
        hand(dollr.events().retrieve(again.eventId()), signing, " again");
      }
      if (round + 1 < rounds && !pause()) {
        break;
      }
    }
    return ExitCode.OK;
  }

  private boolean pause() {
    try {
      shell.terminal().sleeper().sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isWanted(EventResponse event) {
    return type == null
        || event.type().equals(type)
        || (type.endsWith("*") && event.type().startsWith(type.substring(0, type.length() - 1)));
  }

  private static long lastEvent(DollrClient dollr) {
    return dollr.events().list(EventFilter.ALL, Page.first(1)).stream()
        .mapToLong(EventResponse::id)
        .findFirst()
        .orElse(0);
  }

  private static long lastResent(DollrClient dollr) {
    return dollr.events().listResent(OptionalLong.empty()).stream()
        .mapToLong(EventResendResponse::id)
        .max()
        .orElse(0);
  }

  /**
   * What is newer than an event, the oldest first. All is read, and what is not wanted left out
   * here: a filter would have the server look through what is long known.
   */
  private List<EventResponse> after(DollrClient dollr, long known) {
    List<EventResponse> newer = new ArrayList<>();
    var page = Page.first(PAGE);
    while (true) {
      var found = dollr.events().list(EventFilter.ALL, page);
      found.stream().filter(event -> event.id() > known).forEach(newer::add);
      if (found.size() < PAGE || found.get(found.size() - 1).id() <= known) {
        break;
      }
      page = page.after(found.get(found.size() - 1).id());
    }
    Collections.reverse(newer);
    return newer;
  }

  private void hand(EventResponse event, String signing, String how) {
    var line = "%s  %d  %s%s".formatted(event.createdAt(), event.id(), event.type(), how);
    var outcome = forwardTo == null ? "" : "  -> " + forward(forwardTo, event, signing);
    if (shell.json()) {
      shell.terminal().out().println(Shell.tree(event));
    } else {
      shell.terminal().out().println(line + outcome);
    }
    shell.terminal().out().flush();
  }

  private String forward(URI to, EventResponse event, String signing) {
    var body = Json.mapper().writeValueAsBytes(event);
    var signature = WebhookSignature.sign(body, signing, shell.terminal().clock().instant());
    var request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header(WebhookSignature.HEADER, signature)
            .header("Dollr-Event-Id", Long.toString(event.id()))
            .header("Dollr-Event-Type", event.type())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return Integer.toString(
          http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return "no answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String randomSecret() {
    return "whsec_" + (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
  }
}
