package app.dollr.paypage;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Call;
import java.net.URI;
import java.util.Optional;

/** The refusal of forms that another site's page has sent. */
final class Guard {
  private Guard() {}

  /**
   * Lets forms of our own pages pass. Browsers say where a form comes from; those too old to say it
   * pass too, for a form without a ticket of this very link pays nothing, and no cookie is asked
   * for that another site's form could borrow.
   *
   * @throws Refused with FORM_FOREIGN
   */
  static void requireOwnForm(Call call) {
    var site = call.header("Sec-Fetch-Site");
    boolean own =
        site.isPresent()
            ? site.get().equals("same-origin") || site.get().equals("none")
            : call.header("Origin").map(origin -> isOurs(origin, call)).orElse(true);
    if (!own) {
      throw Refused.of(ErrorCode.FORM_FOREIGN);
    }
  }

  private static boolean isOurs(String origin, Call call) {
    return host(origin).isPresent()
        && (host(origin).equals(call.header("Host")) || host(origin).equals(host(call.url())));
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
