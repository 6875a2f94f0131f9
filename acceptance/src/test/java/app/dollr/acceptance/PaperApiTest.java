package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What stands in the PDFs of documents and receipts, as a program reads it. */
class PaperApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  /** Letters of Polish, Turkish, Romanian, Kpelle and Bassa, Yoruba, Vietnamese, Greek, Russian. */
  private static final String LETTERS = "Łódź Işığı Ștefan Ɓɛlɛ Ŋɔmɔ Ọṣun Nguyễn Ωμέγα Жук";

  private static final int MOST_BYTES = 60_000;

  private TestServer.Merchant merchant;
  private Flow flow;
  private JsonNode checkout;
  private String url;

  @BeforeEach
  void createCheckout() {
    merchant = SERVER.newMerchant("Rice & Co", true);
    flow = new Flow(SERVER.caller(merchant));
    checkout = new Hosted(flow.caller()).create(Hosted.body());
    url = checkout.get("url").stringValue();
  }

  @Test
  void aReceiptTellsAllThatWasPaidAndHow() throws IOException {
    var reference = payInLiberianDollars();
    var paid = flow.status(reference);
    assertThat(lines(receipt("")))
        .contains(
            "Rice & Co",
            "Receipt for " + checkout.get("source_number").stringValue(),
            "For: Ma Hawa",
            "Rice, 25 kg bag 2 US$95.00 US$190.00",
            "Delivery 1 US$60.00 US$60.00",
            "Total US$250.00",
            "Platform fee US$2.50",
            "Operator’s fee US$5.00",
            "Currency exchange fee US$3.75",
            "Exchange rate 1 USD = 190 LRD",
            "Paid L$49,637.50",
            "Paid with Orange Money, ••• 567",
            "Carried by pawaPay",
            "Transaction of the operator " + paid.get("provider_transaction_id").stringValue(),
            "Payment reference " + reference)
        .doesNotContain("To be paid");
  }

  @Test
  void aReceiptInFrenchHasFrenchAmounts() throws IOException {
    payInLiberianDollars();
    assertThat(text(receipt("?lang=fr")).replace('\u202f', ' ').replace('\u00a0', ' '))
        .contains("Total 250,00 US$", "49 637,50 L$", "mars 2026")
        .doesNotContain("Paid");
  }

  @Test
  void anInvoiceTellsWhatIsToBePaidAndWhere() throws IOException {
    assertThat(lines(pdf(url + "/document.pdf")))
        .contains(
            "Rice & Co",
            "Invoice " + checkout.get("source_number").stringValue(),
            "For: Ma Hawa",
            "US$250.00",
            "To be paid",
            "Delivery 1 US$60.00 US$60.00",
            "Pay at " + url);
  }

  @Test
  void namesOfManyLanguagesArePrintedWithTheirOwnLetters() throws IOException {
    merchant = SERVER.newMerchant(LETTERS, true);
    var body = Hosted.body();
    body.put("party_name", "Ɗ " + LETTERS);
    body.put("party_phone", "231771234568");
    body.put("items", List.of(Hosted.item("Item " + LETTERS, 1, "5.00")));
    var page = new Hosted(SERVER.caller(merchant)).create(body).get("url").stringValue();
    var file = pdf(page + "/document.pdf");
    assertThat(lines(file)).contains(LETTERS, "For: Ɗ " + LETTERS);
    assertThat(text(file)).contains("Item " + LETTERS).doesNotContain("#");
    try (var paper = Loader.loadPDF(file)) {
      for (var name : paper.getPage(0).getResources().getFontNames()) {
        assertThat(paper.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
      }
    }
  }

  @Test
  void aPaperIsSmallTaggedAndOfOnePage() throws IOException {
    var file = pdf(url + "/document.pdf");
    assertThat(file.length).isLessThan(MOST_BYTES);
    try (var paper = Loader.loadPDF(file)) {
      assertThat(paper.getNumberOfPages()).isOne();
      assertThat(paper.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(paper.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(paper.getDocumentInformation().getTitle()).startsWith("Invoice INV-");
    }
  }

  @Test
  void theMerchantsLogoIsOnItsPapers() throws IOException {
    assertThat(images(pdf(url + "/document.pdf"))).isZero();
    dress(logo());
    assertThat(images(pdf(url + "/document.pdf"))).isOne();
    dress(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13});
    assertThat(lines(pdf(url + "/document.pdf"))).contains("Rice & Co", "To be paid");
  }

  private void dress(byte[] logo) {
    var look = "/admin/v1/merchants/%d/look".formatted(merchant.id());
    SERVER.admin().post(look, Map.of("logo", Base64.getEncoder().encodeToString(logo))).ok();
  }

  private static byte[] logo() throws IOException {
    var image = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
    image.setRGB(40, 20, 0xffd400);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private UUID payInLiberianDollars() {
    var reference = UUID.randomUUID();
    var document = checkout.get("source_id").longValue();
    var body =
        Map.of(
            "session_id", Long.toString(flow.session(document)),
            "payment_account_id", Long.toString(flow.account(Flow.PAYS)),
            "currency", "LRD",
            "reference_id", reference.toString());
    flow.caller().post("/v1/executions/collection", body).ok();
    SERVER.settle();
    return reference;
  }

  private byte[] receipt(String query) {
    return pdf(url.replace("/pay/", "/receipt/") + "/receipt.pdf" + query);
  }

  private static byte[] pdf(String at) {
    var reply = SERVER.anonymous().get(at);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.response().body();
  }

  private static List<String> lines(byte[] file) throws IOException {
    return text(file).lines().map(String::strip).toList();
  }

  private static String text(byte[] file) throws IOException {
    try (var paper = Loader.loadPDF(file)) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(paper);
    }
  }

  private static int images(byte[] file) throws IOException {
    List<String> images = new ArrayList<>();
    try (PDDocument paper = Loader.loadPDF(file)) {
      var resources = paper.getPage(0).getResources();
      for (var name : resources.getXObjectNames()) {
        if (resources.isImageXObject(name)) {
          images.add(name.getName());
        }
      }
    }
    return images.size();
  }
}
