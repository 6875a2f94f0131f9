package app.dollr.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a project of its own, with a Java and a Maven that only play their
 * parts, and with no other program within reach but those named here.
 */
final class LauncherProject {
  private static final List<String> PROGRAMS =
      List.of(
          "awk",
          "basename",
          "bash",
          "cat",
          "cp",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "mkdir",
          "mv",
          "nohup",
          "ps",
          "readlink",
          "rm",
          "sleep",
          "tail",
          "tee",
          "touch",
          "tr");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** How a run of the launcher ended. */
  record Run(int exitCode, String output, String messages) {}

  private LauncherProject(Path folder) {
    this.folder = folder;
  }

  static LauncherProject in(Path folder) throws IOException {
    var project = new LauncherProject(folder);
    project.addProgram("dollr", Files.readString(launcher()));
    project.addFile("pom.xml");
    for (var module : List.of("values", "wire", "client", "cli", "server")) {
      project.addFile(module + "/pom.xml");
      project.addFile(module + "/src/main/Example.java");
    }
    for (var program : PROGRAMS) {
      project.addProgram(
          "tools/" + program, "#!/bin/sh\nexec %s \"$@\"\n".formatted(onPath(program)));
    }
    project.environment.put("PATH", folder.resolve("tools").toString());
    project.environment.put("HOME", folder.resolve("home").toString());
    project.environment.put("DOLLR_JDK_SEARCH", folder.resolve("jdks") + "/*");
    return project;
  }

  /** With all it needs to build and run. */
  static LauncherProject complete(Path folder) throws IOException {
    var project = in(folder);
    project.addJdk("jdks/25", "25.0.3");
    project.addProgram("tools/mvn", resource("mvn"));
    return project;
  }

  /** With the real Java, and with programs that are built, of which {@link #addJar} makes some. */
  static LauncherProject real(Path folder) throws IOException {
    var project = in(folder);
    project.set("JAVA_HOME", System.getProperty("java.home"));
    project.set("DOLLR_LAUNCHER_BUILT", "yes");
    return project;
  }

  /** A program's jar, which brings along all that this test runs with. */
  void addJar(String name, String mainClass) throws IOException {
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    var jar = folder.resolve(name);
    Files.createDirectories(jar.resolveSibling(""));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  /** A folder with a Java of that version and a compiler. */
  void addJdk(String name, String version) throws IOException {
    addProgram(name + "/bin/java", resource("java"));
    addProgram(name + "/bin/javac", "#!/usr/bin/env bash\n");
    addFile(name + "/release", "JAVA_VERSION=\"%s\"\n".formatted(version));
  }

  void addProgram(String name, String script) throws IOException {
    addFile(name, script);
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void addFile(String name) throws IOException {
    addFile(name, "");
  }

  void addFile(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text, UTF_8);
  }

  /** Makes a file as new as if it had been changed after all others. */
  void change(String name) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(name), FileTime.fromMillis(System.currentTimeMillis() + 2_000));
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** The text of a file, empty when there is none. */
  String text(String name) throws IOException {
    var file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file, UTF_8) : "";
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    return finish(start(arguments));
  }

  Process start(String... arguments) throws IOException {
    return start(folder.resolve("dollr"), folder, arguments);
  }

  Process start(Path launcher, Path workingFolder, String... arguments) throws IOException {
    var command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
    var builder = new ProcessBuilder(command).directory(workingFolder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  static Run finish(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    var messages = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output, messages);
  }

  private static Path launcher() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("dollr"))) {
      folder = folder.resolveSibling("");
    }
    return folder.resolve("dollr");
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(program + " is not on the PATH"));
  }

  private static String resource(String name) {
    try (var in = LauncherProject.class.getResourceAsStream("/launcher/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
