package app.dollr.client;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keeps the public API as text, so that a change to it is seen where it is reviewed. {@code
 * -Dapi.fix=true} writes the text anew.
 */
class ApiTest {
  private static final Set<String> EVERYBODY_HAS = Set.of("equals", "hashCode", "toString");

  @ParameterizedTest
  @CsvSource({
    "api/client.api, app.dollr.client.DollrClient",
    "api/wire.api, app.dollr.wire.PartyResponse"
  })
  void isAsItsTextSays(Path file, Class<?> anyOfThePackage) throws Exception {
    var now = dump(anyOfThePackage);
    if (Boolean.getBoolean("api.fix")) {
      Files.writeString(file, now);
    }

    assertThat(now)
        .as("%s is stale: run mvn test -Dapi.fix=true and look at what changed", file)
        .isEqualTo(Files.readString(file));
  }

  private static String dump(Class<?> anyOfThePackage) throws Exception {
    return packageOf(anyOfThePackage).stream()
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .sorted(Comparator.comparing(Class::getName))
        .map(ApiTest::dumpType)
        .collect(joining("\n"));
  }

  /** The classes of that package that came from the same folder or jar. */
  private static List<Class<?>> packageOf(Class<?> any) throws IOException, URISyntaxException {
    var root = Path.of(any.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(root)) {
      return classesIn(root, any.getPackageName());
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return classesIn(jar.getPath("/"), any.getPackageName());
    }
  }

  private static List<Class<?>> classesIn(Path root, String packageName) throws IOException {
    List<Class<?>> classes = new ArrayList<>();
    try (var files = Files.list(root.resolve(packageName.replace('.', '/')))) {
      for (var file : files.map(f -> f.getFileName().toString()).sorted().toList()) {
        if (file.endsWith(".class") && !file.startsWith("package-info")) {
          classes.add(load(packageName + "." + file.replace(".class", "")));
        }
      }
    }
    return classes;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String dumpType(Class<?> type) {
    Stream<String> fields = api(type.getDeclaredFields()).map(ApiTest::text);
    Stream<String> constructors = api(type.getDeclaredConstructors()).map(ApiTest::text);
    Stream<String> methods = api(type.getDeclaredMethods()).map(ApiTest::text);
    var members = Stream.concat(fields, Stream.concat(constructors, methods)).sorted();
    return members.map(member -> "  " + member + "\n").collect(joining("", head(type), ""));
  }

  /** Without what is said by the head already: a record's components, an enum's lookups. */
  private static <M extends Member> Stream<M> api(M[] members) {
    return Stream.of(members)
        .filter(m -> Modifier.isPublic(m.getModifiers()) || Modifier.isProtected(m.getModifiers()))
        .filter(member -> !member.isSynthetic() && !EVERYBODY_HAS.contains(member.getName()))
        .filter(member -> !isImplied(member));
  }

  private static boolean isImplied(Member member) {
    var type = member.getDeclaringClass();
    if (type.isEnum()) {
      return member instanceof Method;
    }
    return type.isRecord()
        && (member instanceof Constructor
            || (member instanceof Method method
                && method.getParameterCount() == 0
                && Stream.of(type.getRecordComponents())
                    .anyMatch(component -> component.getName().equals(method.getName()))));
  }

  private static String head(Class<?> type) {
    return "%s %s%s%s%n".formatted(kind(type), name(type), components(type), parents(type));
  }

  private static String kind(Class<?> type) {
    if (type.isRecord()) {
      return "record";
    }
    if (type.isEnum()) {
      return "enum";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return Modifier.isAbstract(type.getModifiers()) ? "abstract class" : "class";
  }

  private static String components(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type.getRecordComponents()).map(ApiTest::text).collect(joining(", ", "(", ")"))
        : "";
  }

  private static String parents(Class<?> type) {
    boolean aClass = !type.isRecord() && !type.isEnum() && !type.isInterface();
    var parents =
        Stream.concat(
                Stream.ofNullable(aClass ? type.getAnnotatedSuperclass() : null),
                Stream.of(type.getAnnotatedInterfaces()))
            .map(ApiTest::name)
            .filter(parent -> !parent.equals("Object"))
            .collect(joining(", "));
    return parents.isEmpty() ? "" : " : " + parents;
  }

  private static String text(Field field) {
    return field.isEnumConstant()
        ? field.getName()
        : isStatic(field) + name(field.getAnnotatedType()) + " " + field.getName();
  }

  private static String text(Constructor<?> constructor) {
    return "new" + parameters(constructor);
  }

  private static String text(Method method) {
    var returned = name(method.getAnnotatedReturnType());
    return isStatic(method) + returned + " " + method.getName() + parameters(method);
  }

  private static String text(RecordComponent component) {
    return name(component.getAnnotatedType()) + " " + component.getName();
  }

  private static String parameters(Executable executable) {
    return Stream.of(executable.getParameters())
        .map(parameter -> name(parameter.getAnnotatedType()) + " " + parameter.getName())
        .collect(joining(", ", "(", ")"));
  }

  private static String isStatic(Member member) {
    return Modifier.isStatic(member.getModifiers()) ? "static " : "";
  }

  private static String name(AnnotatedType type) {
    return name(type.toString()).replace("@Nullable() ", "@Nullable ");
  }

  private static String name(Class<?> type) {
    return name(type.getName());
  }

  /** Without the packages: no two types of the API share a name. */
  private static String name(String type) {
    return type.replaceAll("\\b(?:[a-z]+\\.)+(?=[A-Z])", "");
  }
}
