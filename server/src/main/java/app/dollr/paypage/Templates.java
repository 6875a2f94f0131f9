package app.dollr.paypage;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The templates, compiled when the program was built. */
final class Templates {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), "app.dollr");

  private Templates() {}

  static String render(String name, Map<String, @Nullable Object> parameters) {
    var output = new StringOutput();
    ENGINE.render("paypage/%s.jte".formatted(name), parameters, output);
    return output.toString();
  }
}
