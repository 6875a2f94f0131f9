package app.dollr.paypage;

import app.dollr.executions.Execution;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where payers go from the page: the merchant's own URL, which is told what they come from. */
final class Returns {
  private Returns() {}

  /** Where a payer goes who has paid. */
  static Optional<String> success(Visit visit, Optional<Execution> payment) {
    return visit.link().successUrl().map(url -> with(url, parameters(visit, payment)));
  }

  /** Where a payer goes who does not want to pay. */
  static Optional<String> cancel(Visit visit) {
    return visit.link().cancelUrl().map(url -> with(url, parameters(visit, Optional.empty())));
  }

  /** The reference is the merchant's own; a document without one has that of its payment. */
  private static Map<String, String> parameters(Visit visit, Optional<Execution> payment) {
    var document = visit.document();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("source_id", document.id().toString());
    parameters.put("source_type", document.kind().source().name());
    parameters.put("source_number", document.number());
    document
        .reference()
        .or(() -> payment.map(paid -> paid.reference().toString()))
        .ifPresent(reference -> parameters.put("reference_id", reference));
    return parameters;
  }

  private static String with(String url, Map<String, String> parameters) {
    var parts = url.split("#", 2);
    var query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    var base = parts[0];
    var joint = !base.contains("?") ? "?" : base.endsWith("?") || base.endsWith("&") ? "" : "&";
    return base + joint + query + (parts.length == 2 ? "#" + parts[1] : "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
