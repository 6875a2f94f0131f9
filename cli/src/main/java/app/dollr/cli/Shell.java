package app.dollr.cli;

import app.dollr.client.DollrClient;
import app.dollr.client.internal.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What every command works with: the terminal, the shared options, the SDK. */
final class Shell {
  private final Terminal terminal;
  private boolean json;
  private @Nullable Path profile;

  Shell(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  boolean json() {
    return json;
  }

  void json(boolean wanted) {
    json = wanted;
  }

  void profile(Path file) {
    profile = file;
  }

  /** The settings of the server to speak to. */
  Map<String, String> settings() {
    return new Profile(terminal, profile).server();
  }

  /** A client of the server to speak to. */
  DollrClient dollr() {
    try {
      return DollrClient.builder()
          .environment(settings())
          .application("dollr-cli")
          .clock(terminal.clock())
          .sleeper(terminal.sleeper())
          .build();
    } catch (IllegalArgumentException noUrl) {
      throw new SettingsException("DOLLR_BASE_URL: " + noUrl.getMessage());
    }
  }

  /** The operator's calls. */
  Admin admin() {
    var settings = new Profile(terminal, profile);
    try {
      return Admin.at(settings.adminUrl(), settings.adminToken(), terminal);
    } catch (IllegalArgumentException unusable) {
      throw new SettingsException("the admin URL or token: " + unusable.getMessage());
    }
  }

  /** One line for people; programs do not see it. */
  void say(String line) {
    if (!json) {
      terminal.out().println(line);
    }
  }

  /** One thing. */
  ExitCode print(Object answer) {
    var tree = tree(answer);
    if (json) {
      terminal.out().println(tree);
    } else {
      Text.describe(tree).forEach(terminal.out()::println);
    }
    return ExitCode.OK;
  }

  /** Many things; without columns, all that the first one has. */
  ExitCode printAll(Object answers, String... columns) {
    var tree = tree(answers);
    if (json) {
      terminal.out().println(tree);
    } else if (tree.isEmpty()) {
      terminal.out().println("none");
    } else {
      var shown = columns.length == 0 ? Text.columns(tree) : List.of(columns);
      Text.table(tree, shown).forEach(terminal.out()::println);
    }
    return ExitCode.OK;
  }

  String styled(Style style, String text) {
    return style.on(text, terminal.colours());
  }

  static JsonNode tree(Object answer) {
    return Json.mapper().valueToTree(answer);
  }
}
