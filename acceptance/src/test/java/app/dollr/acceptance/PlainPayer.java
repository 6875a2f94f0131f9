package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** A payer on a page, as a browser without JavaScript sends his forms. */
record PlainPayer(Caller caller, String url) {
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  /** The page as it stands. */
  String look() {
    var page = caller.get(url);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return page.text();
  }

  /** Sends the form of the page. */
  Reply send(String form) {
    return caller.send("POST", url, BodyPublishers.ofString(form), FORM);
  }

  /** Pays from an Orange wallet what the page shows. */
  void pay(String phone) {
    var sent = send(fields(phone) + "&ticket=" + ticket(phone));
    assertThat(sent.status()).as(sent.text()).isEqualTo(303);
  }

  /** The ticket of the page, once it knows how the payer wants to pay. */
  String ticket(String phone) {
    var part =
        caller.send("POST", url + "/choice", BodyPublishers.ofString(fields(phone)), FORM).text();
    return part.replaceFirst("(?s).*name=\"ticket\" value=\"([^\"]+)\".*", "$1");
  }

  static String fields(String phone) {
    return "phone=%s&country=LR&method=ORANGE_MONEY_LBR&currency=USD".formatted(phone);
  }
}
