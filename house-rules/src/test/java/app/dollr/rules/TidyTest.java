package app.dollr.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.errors.ErrorCode;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sources as text: their form, their words, and who mentions whose tables. */
class TidyTest {
  private static final int COLUMNS = 100;
  private static final int COLUMNS_OF_TEXTS = 130;
  private static final int FIRST_LINES = 20;

  private static final Pattern LEFTOVER =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

  /** Folders of somebody's machine. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(work|root|home|Users)/[\\w.]+|/tmp/w/|\\b[A-Z]:\\\\\\\\");

  private static final Pattern SQL_CLOCK =
      Pattern.compile(
          "\\bnow\\(\\)|\\bcurrent_(timestamp|date|time)\\b|\\blocal(time|timestamp)\\b"
              + "|\\b(clock|statement|transaction)_timestamp\\(|'now'",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DEFAULT_TIME =
      Pattern.compile(
          "\\b(timestamptz|timestamp|date)\\b[^,\\n]*\\bdefault\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern MIGRATION = Pattern.compile("V(\\d{4})__[a-z0-9_]+\\.sql");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CREATED_SCHEMA =
      Pattern.compile("create schema (?:if not exists )?(\\w+);");
  private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL);

  /** What every store may call. */
  private static final Set<String> SHARED_FUNCTIONS =
      Set.of("platform.refuse_unless", "platform.amount", "platform.moment");

  /** Rooms whose tables lie in a schema that is not called like their package. */
  private static final List<Owner> OWNERS =
      List.of(
          new Owner("gateways/sandbox", "sandbox"),
          new Owner("gateways/stripe", "stripe"),
          new Owner("platform/", "platform"));

  private record Owner(String folder, String schema) {}

  @Test
  void everySourceIsFormatted() throws Exception {
    var formatter = new Formatter(JavaFormatterOptions.builder().style(Style.GOOGLE).build());
    var fix = Boolean.getBoolean("tidy.fix");
    List<String> untidy = new ArrayList<>();
    for (var file : Project.java()) {
      var source = Project.text(file);
      var formatted = formatted(formatter, file, source);
      if (!source.equals(formatted)) {
        if (fix) {
          Files.writeString(file, formatted, UTF_8);
        } else {
          untidy.add(Project.name(file) + ":" + firstDifference(source, formatted));
        }
      }
    }
    assertThat(untidy)
        .as("badly formatted; mvn test -pl house-rules -am -Dtest=TidyTest -Dtidy.fix=true")
        .isEmpty();
  }

  @Test
  void everyModuleIsLookedAt() {
    var seen =
        Project.java().stream()
            .map(file -> Project.ROOT.relativize(file).getName(0).toString())
            .collect(Collectors.toSet());
    assertThat(seen).containsAll(Project.modules()).contains("examples", "server", "house-rules");
  }

  @Test
  void noLineIsTooLong() {
    List<String> tooLong = new ArrayList<>();
    for (var file : Project.java()) {
      boolean inTextBlock = false;
      int number = 0;
      for (var line : Project.text(file).lines().toList()) {
        number++;
        inTextBlock ^= line.split("\"\"\"", -1).length % 2 == 0;
        int most = inTextBlock ? COLUMNS_OF_TEXTS : COLUMNS;
        if (line.codePointCount(0, line.length()) > most && !cannotBeBroken(line)) {
          tooLong.add(Project.name(file) + ":" + number);
        }
      }
    }
    assertThat(tooLong).as("longer than %d columns", COLUMNS).isEmpty();
  }

  @Test
  void filesEndInOneNewlineAndHaveNoTrailingBlanks() {
    var untidy =
        Project.files(TidyTest::isText).stream()
            .filter(file -> !isFixture(file))
            .filter(file -> {
              var text = Project.text(file);
              return !text.isEmpty()
                  && (!text.endsWith("\n")
                      || text.endsWith("\n\n")
                      || text.contains(" \n")
                      || text.contains("\r")
                      || (text.contains("\t") && !mayHaveTabs(file)));
            })
            .map(Project::name);
    assertThat(untidy).isEmpty();
  }

  @Test
  void nothingIsLeftOver() {
    assertThat(lines(TidyTest::isText, (file, line) -> LEFTOVER.matcher(line).find())).isEmpty();
  }

  @Test
  void noFileNamesAFolderOfSomebodysMachine() {
    assertThat(
            lines(
                file -> isText(file) && !file.endsWith("TidyTest.java"),
                (file, line) -> MACHINE_PATH.matcher(line).find()))
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    var packages =
        Project.java().stream()
            .filter(file -> Project.name(file).contains("/src/main/java/"))
            .map(Path::getParent)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(folder ->
            assertThat(Project.text(folder.resolve("package-info.java")))
                .as(Project.name(folder))
                .startsWith("/**")
                .contains("@NullMarked"));
  }

  @Test
  void everyPublicTypeSaysWhatItIs() {
    var type =
        Pattern.compile(
            "^public (?:\\w+ |non-sealed )*(?:class|record|interface|enum|@interface) (\\w+)");
    List<String> mute = new ArrayList<>();
    for (var file : Project.java()) {
      var lines = Project.text(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (type.matcher(lines.get(i)).find() && !isDocumented(lines, i)) {
          mute.add(Project.name(file) + ":" + (i + 1));
        }
      }
    }
    assertThat(mute).as("public types without Javadoc").isEmpty();
  }

  /** A store mentions its own schema only; other rooms are asked through their doors. */
  @Test
  void everyStoreMentionsItsOwnSchemaOnly() {
    var schemas = schemas();
    assertThat(schemas).contains("executions", "ledger", "platform");
    List<String> foreign = new ArrayList<>();
    for (var file : Project.java()) {
      var room = roomFolder(file);
      if (room.isEmpty()) {
        continue;
      }
      var source = Project.text(file);
      var blocks = TEXT_BLOCK.matcher(source);
      while (blocks.find()) {
        var sql = blocks.group(1);
        for (var schema : schemas) {
          var mention = Pattern.compile("(?<![\\w.'@/])" + schema + "\\.[a-z_]+").matcher(sql);
          while (mention.find()) {
            if (!mayMention(room.get(), schema, mention.group())) {
              foreign.add(
                  "%s:%d mentions %s"
                      .formatted(
                          Project.name(file),
                          lineOf(source, blocks.start(1) + mention.start()),
                          mention.group()));
            }
          }
        }
      }
    }
    assertThat(foreign).as("SQL of other rooms").isEmpty();
  }

  @Test
  void sqlIsInStoresOnly() {
    var statement =
        Pattern.compile(
            "^\\s*(select\\b(?!.*\\.$)|insert into\\b|update \\w+\\.\\w+"
                + "|delete from\\b|with \\w+ as)",
            Pattern.MULTILINE);
    List<String> misplaced = new ArrayList<>();
    for (var file : Project.java()) {
      var name = Project.name(file);
      var room = roomFolder(file);
      if (room.isEmpty() || name.endsWith("Store.java") || room.get().startsWith("platform/")) {
        continue;
      }
      var source = Project.text(file);
      var blocks = TEXT_BLOCK.matcher(source);
      while (blocks.find()) {
        if (statement.matcher(blocks.group(1)).find()) {
          misplaced.add(name + ":" + lineOf(source, blocks.start(1)));
        }
      }
    }
    assertThat(misplaced).as("SQL outside a store").isEmpty();
  }

  @Test
  void sqlAsksForNoTime() {
    var sql =
        lines(
            file -> Project.name(file).contains("src/main/resources/db/"),
            (file, line) -> SQL_CLOCK.matcher(line).find() || DEFAULT_TIME.matcher(line).find());
    List<String> inJava = new ArrayList<>();
    for (var file : Project.java()) {
      if (Project.name(file).startsWith("server/src/main/")) {
        var source = Project.text(file);
        var blocks = TEXT_BLOCK.matcher(source);
        while (blocks.find()) {
          var clock = SQL_CLOCK.matcher(blocks.group(1));
          if (clock.find()) {
            inJava.add(Project.name(file) + ":" + lineOf(source, blocks.start(1) + clock.start()));
          }
        }
      }
    }
    assertThat(sql).as("times are parameters").isEmpty();
    assertThat(inJava).as("times are parameters").isEmpty();
  }

  @Test
  void migrationsAreNumberedInOrderAndSayWhy() {
    var migrations = migrations();
    assertThat(migrations).isNotEmpty();
    var numbers =
        migrations.stream()
            .map(file -> {
              var name = MIGRATION.matcher(file.getFileName().toString());
              assertThat(name.matches()).as(Project.name(file)).isTrue();
              return Integer.parseInt(name.group(1));
            })
            .toList();
    assertThat(numbers)
        .as("migrations without gap or double")
        .isEqualTo(IntStream.rangeClosed(1, migrations.size()).boxed().toList());
    assertThat(migrations)
        .allSatisfy(file ->
            assertThat(Project.text(file).lines().findFirst().orElse(""))
                .as("first line of " + Project.name(file))
                .matches("-- .{10,}\\."));
  }

  @Test
  void everyConstraintIsNamed() {
    var unnamed =
        Pattern.compile(
            "^(?!\\s*(--|constraint|add constraint|references)).*"
                + "(\\bprimary key\\b|\\bunique \\(|\\breferences\\b|\\bcheck \\()",
            Pattern.CASE_INSENSITIVE);
    assertThat(
            lines(
                file -> Project.name(file).contains("db/migration/"),
                (file, line) -> unnamed.matcher(line).find()))
        .isEmpty();
  }

  @Test
  void theReadmeRunsWithinItsFirstLines() {
    var lines = Project.text(Project.ROOT.resolve("README.md")).lines().limit(FIRST_LINES).toList();
    assertThat(lines).anyMatch(line -> line.startsWith("./dollr demo"));
    assertThat(lines).anyMatch(line -> line.startsWith("./dollr test"));
  }

  @Test
  void continuousIntegrationRunsTheTests() {
    assertThat(Project.text(Project.ROOT.resolve(".ci/run"))).endsWith("exec ./dollr test\n");
    assertThat(Files.isExecutable(Project.ROOT.resolve(".ci/run"))).isTrue();
    assertThat(Files.isExecutable(Project.ROOT.resolve("dollr"))).isTrue();
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    var pages = Project.files(file -> file.toString().endsWith(".md"));
    assertThat(pages)
        .extracting(Project::name)
        .contains("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md");
    for (var page : pages) {
      var links = LINK.matcher(withoutCode(Project.text(page)));
      while (links.find()) {
        var target = links.group(1);
        if (!target.matches("(https?|mailto):.*") && !leadsSomewhere(page, target)) {
          broken.add(Project.name(page) + " → " + target);
        }
      }
    }
    assertThat(broken).as("broken links").isEmpty();
  }

  @Test
  void everyErrorCodeIsMetByATest() {
    var tests =
        Project.java().stream()
            .filter(file -> Project.name(file).matches("(server|acceptance)/src/test/.*"))
            .map(Project::text)
            .collect(Collectors.joining("\n"));
    var unmet =
        Arrays.stream(ErrorCode.values())
            .filter(code -> !isMet(code, tests))
            .map(ErrorCode::name)
            .toList();
    assertThat(unmet).as("error codes that no test meets").isEmpty();
  }

  private static boolean isMet(ErrorCode code, String tests) {
    var asText = "(\"|\\| )" + Pattern.quote(code.code()) + "(\\\\?\"| \\|)";
    return Pattern.compile(asText).matcher(tests).find()
        || tests.contains("\"" + code.message() + "\"")
        || Pattern.compile("\\b" + code.name() + "\\b").matcher(tests).find();
  }

  private interface LineRule {
    boolean breaks(Path file, String line);
  }

  private static List<String> lines(Predicate<Path> files, LineRule rule) {
    List<String> found = new ArrayList<>();
    for (var file : Project.files(files)) {
      int number = 0;
      for (var line : Project.text(file).lines().toList()) {
        number++;
        if (rule.breaks(file, line)) {
          found.add("%s:%d %s".formatted(Project.name(file), number, line.strip()));
        }
      }
    }
    return found;
  }

  private static String formatted(Formatter formatter, Path file, String source)
      throws IOException {
    try {
      return formatter.formatSourceAndFixImports(source);
    } catch (FormatterException e) {
      throw new IOException(Project.name(file) + " cannot be read as Java", e);
    }
  }

  private static int firstDifference(String source, String formatted) {
    var are = source.lines().toList();
    var should = formatted.lines().toList();
    int line = 0;
    while (line < are.size() && line < should.size() && are.get(line).equals(should.get(line))) {
      line++;
    }
    return line + 1;
  }

  private static boolean isText(Path file) {
    var name = file.getFileName().toString();
    return Set.of("dollr", "run", "LICENSE", ".gitignore", ".editorconfig").contains(name)
        || name.matches(
            ".*\\.(java|xml|sql|md|yaml|yml|sh|go|mjs|js|css|html|jte|properties|pgb|api|toml)");
  }

  private static boolean isFixture(Path file) {
    return Project.name(file).contains("src/test/resources/");
  }

  /** A message that is one line of text, or the name of a type. */
  private static boolean cannotBeBroken(String line) {
    return line.strip().startsWith("\"") || line.strip().startsWith("import ");
  }

  private static boolean mayHaveTabs(Path file) {
    return file.toString().endsWith(".go");
  }

  private static boolean isDocumented(List<String> lines, int declaration) {
    for (int i = declaration - 1; i >= 0; i--) {
      var line = lines.get(i).strip();
      if (line.endsWith("*/")) {
        return true;
      }
      if (line.isEmpty() || line.endsWith(";")) {
        return false;
      }
    }
    return false;
  }

  /** The folder below the base package, for sources of the server's rooms. */
  private static Optional<String> roomFolder(Path file) {
    var prefix = "server/src/main/java/app/dollr/";
    var name = Project.name(file);
    return name.startsWith(prefix)
        ? Optional.of(name.substring(prefix.length()))
        : Optional.empty();
  }

  private static boolean mayMention(String room, String schema, String mention) {
    var owned =
        OWNERS.stream()
            .filter(owner -> room.startsWith(owner.folder()))
            .map(Owner::schema)
            .findFirst()
            .orElseGet(() -> room.substring(0, room.indexOf('/')));
    return schema.equals(owned) || SHARED_FUNCTIONS.contains(mention);
  }

  private static Set<String> schemas() {
    Set<String> schemas = new TreeSet<>(Set.of("platform"));
    for (var migration : migrations()) {
      CREATED_SCHEMA
          .matcher(Project.text(migration))
          .results()
          .forEach(m -> schemas.add(m.group(1)));
    }
    return schemas;
  }

  private static List<Path> migrations() {
    return Project.files(file -> Project.name(file).contains("main/resources/db/migration/"));
  }

  private static int lineOf(String source, int offset) {
    return (int) source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
  }

  private static String withoutCode(String markdown) {
    return markdown.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\\n]*`", "");
  }

  private static boolean leadsSomewhere(Path page, String target) {
    var hash = target.indexOf('#');
    var path = hash < 0 ? target : target.substring(0, hash);
    var file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return hash < 0 || anchors(file).contains(target.substring(hash + 1));
  }

  private static Set<String> anchors(Path page) {
    return Project.text(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
