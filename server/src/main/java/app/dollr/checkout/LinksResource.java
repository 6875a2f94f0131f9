package app.dollr.checkout;

import app.dollr.documents.Document;
import app.dollr.documents.DocumentDetail;
import app.dollr.documents.DocumentKind;
import app.dollr.documents.Documents;
import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.MerchantId;
import app.dollr.wire.LinkResponse;
import app.dollr.wire.SourceType;

/** The questions for links to documents that are there already. */
final class LinksResource implements Resource {
  private static final String NUMBER = "source_number";
  private static final int LONGEST_NUMBER = 255;

  private final Links links;
  private final Documents documents;
  private final Merchants merchants;
  private final CheckoutConfig config;

  LinksResource(Links links, Documents documents, Merchants merchants, CheckoutConfig config) {
    this.links = links;
    this.documents = documents;
    this.merchants = merchants;
    this.config = config;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/links/pay", this::pay).get("/{version}/links/receipt", this::receipt);
  }

  private Answer pay(Call call) {
    var merchant = call.caller().merchant();
    merchants.requireVerified(merchant);
    var document = document(call, merchant);
    if (!document.asPaymentLink()) {
      throw Refused.query(NUMBER, ErrorCode.SOURCE_NO_LINK);
    }
    switch (document.status()) {
      case IDLE, CANCELED -> throw Refused.query(NUMBER, ErrorCode.SOURCE_NOT_ACTIVE);
      case ACTIVE, PROCESSING, PAID -> {}
    }
    return answer("/pay/", links.only(merchant, document, CheckoutMode.LINK));
  }

  private Answer receipt(Call call) {
    var merchant = call.caller().merchant();
    var document = document(call, merchant);
    switch (document.status()) {
      case IDLE, ACTIVE, PROCESSING, CANCELED ->
          throw Refused.query(NUMBER, ErrorCode.SOURCE_NOT_PAID);
      case PAID -> {}
    }
    return answer("/receipt/", links.only(merchant, document, CheckoutMode.RECEIPT));
  }

  private Document document(Call call, MerchantId merchant) {
    var query = call.query();
    var type = query.required("source_type").word(SourceType.class);
    var number = query.required(NUMBER).text(LONGEST_NUMBER);
    query.check();
    return DocumentKind.from(type.get())
        .flatMap(kind -> documents.findByNumber(merchant, kind, number.get()))
        .map(DocumentDetail::document)
        .orElseThrow(() -> Refused.query(NUMBER, ErrorCode.SOURCE_UNKNOWN));
  }

  private Answer answer(String page, Link link) {
    var url = config.publicUrl().get() + page + link.token().reveal();
    return Answer.json(new LinkResponse(url)).withHeader("Cache-Control", "no-store");
  }
}
