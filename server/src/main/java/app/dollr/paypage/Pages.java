package app.dollr.paypage;

import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How every page is answered: with what browsers may do with it, and refusals as pages too. */
final class Pages {
  private static final String HTML = "text/html; charset=utf-8";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", policy(CardForm.Policy.NONE),
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "X-Robots-Tag", "noindex, nofollow",
          "Cache-Control", "no-store");

  private final Assets assets;
  private final Visits visits;
  private final Optional<CardForm> cardForm;

  Pages(Assets assets, Visits visits, Optional<CardForm> cardForm) {
    this.cardForm = cardForm;
    this.assets = assets;
    this.visits = visits;
  }

  /** A handler whose refusals are pages. */
  Handler page(Handler handler) {
    return call -> {
      try {
        return handler.handle(call);
      } catch (Refused refused) {
        return refusal(call, refused);
      }
    };
  }

  /** A page out of its template, which gets the files of all pages too. */
  Answer html(int status, String template, Map<String, @Nullable Object> parameters) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(parameters);
    all.put("assets", assets);
    var policy = cardForm.map(CardForm::policy).orElse(CardForm.Policy.NONE);
    return answer(status, Templates.render(template, all))
        .withHeader("Content-Security-Policy", policy(policy));
  }

  /** The place for a card, if there is one. */
  Optional<CardForm> cardForm() {
    return cardForm;
  }

  /** Everything from ourselves, nothing inline, no frame around it; and what a card needs. */
  private static String policy(CardForm.Policy card) {
    var frames = card.frames().isEmpty() ? "" : " frame-src%s;".formatted(card.frames());
    return """
    default-src 'none'; script-src 'self'%s; style-src 'self'; img-src 'self'; \
    connect-src 'self'%s;%s form-action 'self'; base-uri 'none'; frame-ancestors 'none'\
    """
        .formatted(card.scripts(), card.calls(), frames);
  }

  /** What a page puts in the place of a part of it. */
  Answer part(String content) {
    return answer(200, content);
  }

  /** The page stays as it is. */
  Answer nothing() {
    return answer(204, "");
  }

  /** Something a page refers to. */
  static Answer file(String type, byte[] bytes, boolean fixed) {
    return Answer.of(200, type, bytes)
        .withHeaders(HEADERS)
        .withHeader("Cache-Control", fixed ? "private, max-age=31536000, immutable" : "no-store");
  }

  private static Answer answer(int status, String content) {
    return Answer.of(status, HTML, content.getBytes(StandardCharsets.UTF_8)).withHeaders(HEADERS);
  }

  private Answer refusal(Call call, Refused refused) {
    var words = visits.words(call);
    var kind =
        switch (refused.code()) {
          case NOT_FOUND -> "unknown";
          case TOO_MANY_REQUESTS -> "slow";
          default -> "wrong";
        };
    return html(refused.code().status(), "refusal", Map.of("w", words, "kind", kind))
        .withHeaders(refused.headers());
  }
}
