package app.dollr.acceptance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Hosted checkouts of a merchant, made with one call. */
public record Hosted(Caller caller) {
  public static final String SUCCESS = "/health/ready?cart=7&utm=caf%C3%A9#thanks";
  public static final String CANCEL = "/health/ready?cart=7&left=1";

  /** The body of a checkout of rice and beans for 250 US dollars. */
  public static Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("mode", "HOSTED");
    body.put("source_kind", "INVOICE");
    body.put("party_name", "Ma Hawa");
    body.put("party_phone", Flow.PAYS);
    body.put("currency", "USD");
    body.put("items", List.of(item("Rice, 25 kg bag", 2, "95.00"), item("Delivery", 1, "60.00")));
    return body;
  }

  public static Map<String, Object> item(String name, int qty, String amount) {
    return Map.of("name", name, "currency", "USD", "qty", qty, "amount", new BigDecimal(amount));
  }

  /** A checkout of 250 US dollars that leads back to a page of ours. */
  public JsonNode create(String baseUrl) {
    var body = body();
    body.put("reference_id", "cart 7/ä");
    body.put("success_url", baseUrl + SUCCESS);
    body.put("cancel_url", baseUrl + CANCEL);
    return create(body);
  }

  public JsonNode create(Map<String, Object> body) {
    return caller.post("/v1/checkouts/create", body).ok();
  }

  /** The page of a checkout of 250 US dollars. */
  public String page() {
    return create(body()).get("url").stringValue();
  }
}
