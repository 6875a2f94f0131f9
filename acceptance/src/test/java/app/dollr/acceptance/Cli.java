package app.dollr.acceptance;

import app.dollr.cli.Main;
import app.dollr.cli.Terminal;
import app.dollr.platform.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The command, run in this process against the test server, and in the server's time. */
final class Cli {
  private final TestServer server;
  private final Map<String, String> variables = new HashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private Cli(TestServer server) {
    this.server = server;
  }

  /** For a merchant. */
  static Cli of(TestServer server, TestServer.Merchant merchant) {
    var cli = new Cli(server);
    cli.variables.put("DOLLR_BASE_URL", server.baseUrl());
    cli.variables.put("DOLLR_CLIENT_ID", merchant.clientId());
    cli.variables.put("DOLLR_CLIENT_SECRET", merchant.clientSecret());
    cli.variables.put("DOLLR_MERCHANT_ID", Long.toString(merchant.id()));
    cli.variables.put("DOLLR_MERCHANT_TYPE", merchant.type());
    cli.variables.put("DOLLR_PASSCODE", merchant.passcode());
    return cli;
  }

  /** For the operator. */
  static Cli ofOperator(TestServer server) {
    var cli = new Cli(server);
    cli.variables.put("DOLLR_ADMIN_URL", server.adminUrl());
    cli.variables.put("DOLLR_ADMIN_TOKEN", server.admin().token().orElseThrow());
    return cli;
  }

  /** With one variable of the environment set, or set otherwise. */
  Cli with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Runs it and says what it exits with. */
  int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    return Main.run(
        args,
        new Terminal(
            Map.copyOf(variables),
            Path.of("/nowhere"),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            server.clock(),
            this::sleep));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  JsonNode json() {
    return Json.mapper().readTree(out());
  }

  /** The output with what differs from run to run made alike: references and times. */
  String shown() {
    return out()
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "(reference)")
        .replaceAll("(?m)^ *\\d+\\.\\d\\d s", "   (time)")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "(time)");
  }

  /** Time goes on while the command waits, and the operators do their work. */
  private void sleep(Duration duration) {
    server.clock().advance(duration);
    server.runDue();
  }
}
