package app.dollr.paypage;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Pages for printing, as PDF. */
final class Pdf {
  private static final String PRODUCER = "Dollr";

  private Pdf() {}

  /**
   * @param page well-formed, with its styles in it, and with no reference to anything else
   */
  static byte[] of(String page) {
    try (var bytes = new ByteArrayOutputStream()) {
      var builder = new PdfRendererBuilder();
      builder.withProducer(PRODUCER);
      builder.withHtmlContent(page, null);
      builder.toStream(bytes);
      builder.run();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
