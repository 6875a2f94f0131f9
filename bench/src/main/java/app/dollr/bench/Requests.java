package app.dollr.bench;

import java.io.IOException;
import java.util.UUID;

/** The requests that are measured. */
final class Requests {
  private Requests() {}

  /** Collects a document: opens a session and executes it. */
  static void collect(Connection connection, Seed.Document document) throws IOException {
    execute(connection, document, session(connection, document), UUID.randomUUID());
  }

  /** The id of a new session. */
  static long session(Connection connection, Seed.Document document) throws IOException {
    var body = "{\"source_id\":" + document.id() + ",\"source_type\":\"INVOICE\"}";
    return Answers.number(
        connection.post("/v1/sessions/checkout", document.merchant().token(), body), "id");
  }

  static void execute(Connection connection, Seed.Document document, long session, UUID reference)
      throws IOException {
    var body =
        "{\"session_id\":\""
            + session
            + "\",\"payment_account_id\":\""
            + document.merchant().account()
            + "\",\"currency\":\"USD\",\"reference_id\":\""
            + reference
            + "\"}";
    connection.post("/v1/executions/collection", document.merchant().token(), body);
  }

  static void status(Connection connection, Seed.Merchant merchant, UUID reference)
      throws IOException {
    connection.get("/v1/status/collection/" + reference, merchant.token());
  }

  static String token(Connection connection, long merchant) throws IOException {
    var body =
        "{\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
            .formatted(Seed.client(merchant), Seed.SECRET);
    return Answers.text(connection.post("/v1/jwt/client/obtain/token", "-", body), "access_token");
  }
}
