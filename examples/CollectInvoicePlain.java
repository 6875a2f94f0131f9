import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Collects an invoice with nothing but the JDK: every call as it goes over the wire.
 *
 * <p>Run it with DOLLR_BASE_URL, DOLLR_CLIENT_ID and DOLLR_CLIENT_SECRET set: {@code java
 * examples/CollectInvoicePlain.java}. It exits with 0 only when the invoice is paid.
 */
public class CollectInvoicePlain {
  private static final String BASE_URL = System.getenv("DOLLR_BASE_URL");
  private static final String PHONE = "231771234567";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static String token = "";

  public static void main(String[] args) throws Exception {
    // Client and token.
    var credentials =
        """
        {"client_id": "%s", "client_secret": "%s"}\
        """
            .formatted(System.getenv("DOLLR_CLIENT_ID"), System.getenv("DOLLR_CLIENT_SECRET"));
    token = text(call("POST", "/v1/jwt/client/obtain/token", credentials), "access_token");

    // Chain: party, counterparty, invoice, line, publish.
    var party =
        create(
            "/v1/parties/create",
            """
            {"fullname": "Comfort Doe", "phone": "%s", "country_code": "LR"}\
            """,
            PHONE);
    var counterparty =
        create(
            "/v1/counterparties/create",
            """
            {"relationship_type": "CUSTOMER", "party_id": %s}\
            """,
            party);
    var invoice =
        create(
            "/v1/invoices/create",
            """
            {"counterparty_id": %s, "currency": "USD", "note": "Consulting",
             "fee_bearer": "PAYER", "as_payment_link": false}\
            """,
            counterparty);
    create(
        "/v1/invoices/%s/items/add".formatted(invoice),
        """
        {"name": "Consulting", "currency": "USD", "qty": 1, "amount": 250.00}\
        """);
    call("PUT", "/v1/invoices/publish/" + invoice, "");

    // Where the payer pays from, and an occasion to pay.
    var account =
        create(
            "/v1/payment-accounts/create?operation_type=COLLECTION",
            """
            {"account_name": "Comfort Doe", "provider": "PAWAPAY", "method": "ORANGE_MONEY_LBR",
             "party_id": %s, "country_code": "LR", "insensitive_account_number": "%s"}\
            """,
            party,
            PHONE);
    var session =
        create(
            "/v1/sessions/checkout",
            """
            {"source_id": %s, "source_type": "INVOICE"}\
            """,
            invoice);

    // Execute: the same reference_id names the same payment, however often this is sent.
    var reference = UUID.randomUUID().toString();
    System.out.println("reference " + reference);
    call(
        "POST",
        "/v1/executions/collection",
        """
        {"session_id": "%s", "payment_account_id": "%s", "currency": "USD",
         "reference_id": "%s"}\
        """
            .formatted(session, account, reference));

    // Poll the status. A payment that is still open after a minute has not failed.
    var status = "";
    for (int i = 0; i < 60 && !status.equals("COMPLETED") && !status.equals("FAILED"); i++) {
      Thread.sleep(i == 0 ? 0 : 1_000);
      status = text(call("GET", "/v1/status/collection/" + reference, ""), "status");
    }
    System.out.println("status " + status);

    var source = "/v1/status/source?source_type=INVOICE&source_id=" + invoice;
    var paid = text(call("GET", source, ""), "status");
    System.out.println("invoice " + paid);
    System.exit(status.equals("COMPLETED") && paid.equals("PAID") ? 0 : 1);
  }

  /** Makes something and says its id. */
  private static String create(String path, String body, Object... values) throws Exception {
    var id = text(call("POST", path, body.formatted(values)), "id");
    System.out.println(path.replaceAll("\\?.*", "") + " " + id);
    return id;
  }

  private static String call(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(BASE_URL + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = HTTP.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          method + " " + path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** The first value of that key; a program with more to read would take a JSON library. */
  private static String text(String json, String key) {
    var found = Pattern.compile("\"" + key + "\"\\s*:\\s*\"?([^\",}\\s]+)").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + key + " in the answer");
    }
    return found.group(1);
  }
}
