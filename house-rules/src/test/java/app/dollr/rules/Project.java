package app.dollr.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the project, as they are checked in. */
final class Project {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Set<String> BUILT =
      Set.of("target", ".git", ".dollr", ".idea", ".vscode", "node_modules", "test-output");

  private Project() {}

  /** The modules that the parent pom names. */
  static List<String> modules() {
    return MODULE.matcher(text(ROOT.resolve("pom.xml"))).results().map(m -> m.group(1)).toList();
  }

  /** The first package below the base in each module's main sources. */
  static Set<String> modulePackages() {
    return Set.copyOf(
        modules().stream()
            .map(module -> ROOT.resolve(module).resolve("src/main/java/app/dollr"))
            .filter(Files::isDirectory)
            .flatMap(folder -> entries(folder).stream())
            .filter(Files::isDirectory)
            .map(folder -> folder.getFileName().toString())
            .toList());
  }

  /** All files that are not built, in the order of their names. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    collect(ROOT, files);
    return files;
  }

  static List<Path> files(Predicate<Path> wanted) {
    return files().stream().filter(wanted).toList();
  }

  static List<Path> java() {
    return files(file -> file.toString().endsWith(".java"));
  }

  /** Its path below the root, as people write it. */
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static void collect(Path folder, List<Path> files) {
    for (var entry : entries(folder)) {
      if (Files.isDirectory(entry)) {
        if (!BUILT.contains(entry.getFileName().toString())) {
          collect(entry, files);
        }
      } else {
        files.add(entry);
      }
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
