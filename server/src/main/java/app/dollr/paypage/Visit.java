package app.dollr.paypage;

import app.dollr.checkout.Link;
import app.dollr.documents.Document;
import app.dollr.documents.DocumentDetail;
import app.dollr.documents.DocumentKind;
import app.dollr.documents.DocumentRef;
import app.dollr.documents.Line;
import app.dollr.merchants.Merchant;
import app.dollr.values.CurrencyCode;
import app.dollr.wire.PaymentMethod;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who looks at a page, and what it is about.
 *
 * @param language that he picked on the page
 * @param wanted the methods the page is limited to
 * @param publicUrl what absolute URLs begin with
 * @param sandbox whether no real money moves
 */
record Visit(
    Words words,
    Languages languages,
    Optional<String> language,
    Set<PaymentMethod> wanted,
    Link link,
    DocumentRef ref,
    DocumentDetail detail,
    Merchant merchant,
    Optional<Brand> brand,
    String publicUrl,
    boolean sandbox) {

  Document document() {
    return detail.document();
  }

  CurrencyCode currency() {
    return document().total().currency();
  }

  String token() {
    return link.token().reveal();
  }

  String title() {
    return words.document(document().kind(), document().number());
  }

  boolean isInvoice() {
    return document().kind() == DocumentKind.INVOICE;
  }

  /** A path of the pay page, with what was picked on it. */
  String pay(String rest) {
    return "/pay/" + token() + rest + query(language);
  }

  /** A path of the receipt. */
  String receipt(String rest) {
    return "/receipt/" + token() + rest + query(language);
  }

  /** The pay page as others reach it. */
  String payUrl() {
    return publicUrl + "/pay/" + token();
  }

  /** This page in another language. */
  String in(String other, boolean receipt) {
    return (receipt ? "/receipt/" : "/pay/") + token() + query(Optional.of(other));
  }

  /** The first letter of the merchant's name, for want of a logo. */
  String initial() {
    var name = merchant.name().strip();
    return name.isEmpty()
        ? ""
        : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
  }

  /** What was picked on the page, as a query. */
  String suffix() {
    return query(language);
  }

  /** What was picked on the page, as the rest of a query. */
  String more() {
    return suffix().replace('?', '&');
  }

  String unit(Line line) {
    return words.of("line.times", line.qty(), words.money(line.unit()));
  }

  String total(Line line) {
    return words.money(line.unit().times(line.qty()));
  }

  private String query(Optional<String> picked) {
    Map<String, String> parameters = new LinkedHashMap<>();
    picked.ifPresent(code -> parameters.put("lang", code));
    if (!wanted.isEmpty()) {
      parameters.put(
          "paymentMethods",
          wanted.stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
    }
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&", "?", ""));
  }
}
