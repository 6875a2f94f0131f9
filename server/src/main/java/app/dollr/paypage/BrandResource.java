package app.dollr.paypage;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import java.nio.charset.StandardCharsets;

/** The colour and the logo of the merchant whose page it is. */
final class BrandResource implements Resource {
  private final Visits visits;
  private final Pages pages;

  BrandResource(Visits visits, Pages pages) {
    this.visits = visits;
    this.pages = pages;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .page("/brand/{token}/brand.css", pages.page(this::stylesheet))
        .page("/brand/{token}/logo", pages.page(this::logo));
  }

  private Answer stylesheet(Call call) {
    var css = visits.toReceipt(call).brand().map(Brand::stylesheet).orElse("");
    return Pages.file("text/css; charset=utf-8", css.getBytes(StandardCharsets.UTF_8), true);
  }

  private Answer logo(Call call) {
    return visits
        .toReceipt(call)
        .brand()
        .flatMap(brand -> brand.look().logo())
        .map(logo -> Pages.file(logo.type(), logo.bytes(), true))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }
}
