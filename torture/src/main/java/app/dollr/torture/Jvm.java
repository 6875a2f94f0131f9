package app.dollr.torture;

import app.dollr.app.App;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the server's JVM is started. Where the server is a jar, the JVM learns in a first run which
 * classes it needs, keeps that beside the jar, and starts in half the time from then on.
 */
final class Jvm {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx512m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  private final String classPath;
  private final Optional<Path> cache;
  private final Optional<Path> learning;

  private Jvm(String classPath, Optional<Path> cache, Optional<Path> learning) {
    this.classPath = classPath;
    this.cache = cache;
    this.learning = learning;
  }

  /** That of the server in this program's class path. */
  static Jvm ofServer() {
    var all = System.getProperty("java.class.path");
    return serverJar()
        .map(jar -> ofJars(jarsOf(all), jar.resolveSibling("dollr-torture-server.aot"), jar))
        .orElseGet(() -> new Jvm(all, Optional.empty(), Optional.empty()));
  }

  private static Jvm ofJars(String jars, Path cache, Path jar) {
    boolean known = Files.exists(cache) && isNewer(cache, jar);
    var unfinished =
        cache.resolveSibling(cache.getFileName() + "." + ProcessHandle.current().pid());
    return new Jvm(
        jars,
        Optional.of(cache).filter(_ -> known),
        Optional.of(unfinished).filter(_ -> !known && Files.isWritable(jar.resolveSibling("."))));
  }

  /** Its command up to the program's name. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    learning.ifPresent(file -> command.add("-XX:AOTCacheOutput=" + file));
    cache.ifPresent(file -> command.add("-XX:AOTCache=" + file));
    command.addAll(List.of("-Xlog:disable", "-cp", classPath));
    return command;
  }

  /** Whether what it runs is to be remembered, which takes some seconds when it ends. */
  boolean learns() {
    return learning.isPresent();
  }

  /** What it starts like once that which learnt has ended. */
  Jvm learnt() {
    var finished = learning.filter(Files::exists).map(Jvm::finished);
    return new Jvm(classPath, finished, Optional.empty());
  }

  private static Path finished(Path unfinished) {
    var name = unfinished.getFileName().toString();
    var cache = unfinished.resolveSibling(name.substring(0, name.lastIndexOf('.')));
    try {
      return Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar of the server, unless it is a folder of classes, of which nothing can be kept. */
  private static Optional<Path> serverJar() {
    try {
      var place = Path.of(App.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.of(place).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String jarsOf(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> Files.isRegularFile(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isNewer(Path one, Path other) {
    try {
      return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
