package app.dollr.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page below {@code docs} that is written from the code: compared, or with {@code
 * -Ddocs.fix=true} rewritten.
 */
public final class Page {
  private final Path file;

  private Page(Path file) {
    this.file = file;
  }

  public static Page of(String name) {
    return new Page(Path.of("..", "docs", name));
  }

  /** Compares the whole page. */
  public void is(String text) throws IOException {
    if (isFixing()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, UTF_8);
    }
    assertThat(Files.readString(file, UTF_8)).as(advice()).isEqualTo(text);
  }

  /** Compares what stands between the markers of a section; the rest is written by hand. */
  public void has(String section, String text) throws IOException {
    var begin = "<!-- %s: written from the code -->\n".formatted(section);
    var end = "<!-- %s: end -->\n".formatted(section);
    var page = Files.readString(file, UTF_8);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    assertThat(from).as("%s has no section %s", file, section).isNotNegative();
    assertThat(to).as("%s: the section %s has no end", file, section).isGreaterThan(from);
    from += begin.length();
    if (isFixing()) {
      Files.writeString(file, page.substring(0, from) + text + page.substring(to), UTF_8);
    } else {
      assertThat(page.substring(from, to)).as(advice()).isEqualTo(text);
    }
  }

  private String advice() {
    return "%s; write it with -Ddocs.fix=true".formatted(file.getFileName());
  }

  private static boolean isFixing() {
    return Boolean.getBoolean("docs.fix");
  }
}
