package app.dollr.app;

import app.dollr.platform.clock.SystemTime;
import app.dollr.platform.config.ConfigurationRefused;
import app.dollr.platform.database.CannotMigrate;
import app.dollr.platform.embedded.CannotStartPostgres;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's program. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int USAGE = 2;
  private static final int CANNOT_START = 1;

  private Main() {}

  public static void main(String[] arguments) {
    if (!List.of(arguments).equals(List.of("up"))) {
      System.err.println(
          "usage: dollr-server up, and nothing more; its settings are environment variables");
      System.exit(USAGE);
    }
    try {
      up(System.getenv());
    } catch (ConfigurationRefused | CannotStartPostgres | CannotMigrate | CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(CANNOT_START);
    } catch (RuntimeException e) {
      LOG.error("the server cannot start", e);
      System.exit(CANNOT_START);
    }
  }

  private static void up(Map<String, String> environment) {
    var app = new App(Config.from(environment), SystemTime.clock(), List.of());
    Runtime.getRuntime().addShutdownHook(new Thread(app::close, "goodbye"));
    app.start();
    app.startJobs();
    System.out.println("ready " + app.publicUrl());
  }
}
