package app.dollr.paypage;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;

/**
 * Pages for printing, as PDF. Their letters are those of Liberation Sans, which has the Latin ones
 * of every language, Greek, Cyrillic and Hebrew; a file holds the letters it uses and no others.
 * Its structure is tagged, so that it can be read aloud.
 */
final class Pdf {
  private static final String PRODUCER = "Dollr";
  private static final String FONT = "Liberation Sans";
  private static final int REGULAR = 400;
  private static final int BOLD = 700;
  private static final byte[] REGULAR_LETTERS = read("/liberation/LiberationSans-Regular.ttf");
  private static final byte[] BOLD_LETTERS = read("/liberation/LiberationSans-Bold.ttf");

  static {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  private Pdf() {}

  /**
   * @param page well-formed, with its styles in it, and with no reference to anything else
   */
  static byte[] of(String page) {
    try (var bytes = new ByteArrayOutputStream()) {
      var builder = new PdfRendererBuilder();
      builder.withProducer(PRODUCER);
      builder.usePdfUaAccessibility(true);
      add(builder, REGULAR_LETTERS, REGULAR);
      add(builder, BOLD_LETTERS, BOLD);
      builder.withHtmlContent(page, null);
      builder.toStream(bytes);
      builder.run();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(PdfRendererBuilder builder, byte[] letters, int weight) {
    builder.useFont(() -> new ByteArrayInputStream(letters), FONT, weight, FontStyle.NORMAL, true);
  }

  private static byte[] read(String resource) {
    try (var stream = Pdf.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("%s is missing".formatted(resource));
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
