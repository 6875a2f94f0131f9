package app.dollr.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The house: who stands on which floor, who may use whom, and what nobody does. */
@AnalyzeClasses(packages = "app.dollr", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String BASE = "app.dollr";
  private static final String PLATFORM = "platform";
  private static final String APP = "app";

  /** Ground floor first. A room uses rooms on lower floors only, through the front door. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of(PLATFORM),
          Set.of("access"),
          Set.of("merchants"),
          Set.of("parties", "routing", "ledger"),
          Set.of("accounts", "fees", "gateways"),
          Set.of("documents"),
          Set.of("checkout"),
          Set.of("executions"),
          Set.of("webhooks", "realtime", "settlement"),
          Set.of("paypage", "dashboard"),
          Set.of(APP));

  /** What is no room: the other modules' packages, and which of ours each may use. */
  private static final Map<String, Set<String>> OUTBUILDINGS =
      Map.of(
          "values", Set.of(),
          "wire", Set.of(),
          "client", Set.of("wire"),
          "cli", Set.of("client", "wire"),
          "simulators", Set.of("values", "wire"),
          "bench", Set.of("values", "wire", APP, PLATFORM),
          "torture", Set.of("values", "wire", "simulators", APP, PLATFORM));

  /** The other modules that any room may use. */
  private static final Set<String> VOCABULARY = Set.of("values", "wire");

  /** Libraries that only some packages may know. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("java.sql", Set.of("platform.database", "platform.embedded")),
          Map.entry("javax.sql", Set.of("platform.database", "platform.jobs", "platform.embedded")),
          Map.entry("com.zaxxer", Set.of("platform.database")),
          Map.entry("org.postgresql", Set.of("platform.database", "platform.embedded")),
          Map.entry("org.flywaydb", Set.of("platform.database")),
          Map.entry("com.github.kagkarlsson", Set.of("platform.jobs")),
          Map.entry("io.javalin", Set.of("platform.http")),
          Map.entry("io.opentelemetry", Set.of("platform.tracing")),
          Map.entry("org.bouncycastle", Set.of("platform.secrets")),
          Map.entry("com.nimbusds", Set.of("access", "realtime")),
          Map.entry("com.stripe", Set.of("gateways.stripe")),
          Map.entry("org.apache.commons.csv", Set.of("settlement")));

  private static final Pattern BANNED_NAME =
      Pattern.compile(
          ".*(Impl|Manager|Helper|Util|Utils|Base|Dto|Data|Info|Bean|Service)|Abstract.*");

  /** Names that end in a banned word and mean it. */
  private static final Set<String> NAMES_THAT_MEAN_IT = Set.of("CardData");

  private static final Set<String> CLOCK_READERS =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.Year",
          "java.time.YearMonth");

  private static final Set<String> DICE =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom");

  @ArchTest
  static void everyRoomStandsOnAFloor(JavaClasses all) {
    var known = new HashSet<>(OUTBUILDINGS.keySet());
    FLOORS.forEach(known::addAll);
    var rooms =
        all.stream().map(HouseRulesTest::roomOf).collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).as("rooms; list a new one in FLOORS").containsAll(rooms);
  }

  @ArchTest
  static void everyModuleIsSeen(JavaClasses all) {
    var seen = all.stream().map(HouseRulesTest::roomOf).collect(Collectors.toSet());
    assertThat(seen)
        .as("packages; make a new module a dependency of house-rules")
        .contains(
            "values", "wire", "client", "cli", "bench", "torture", PLATFORM, "executions", APP)
        .containsAll(Project.modulePackages());
  }

  @ArchTest
  static final ArchRule nobodyGoesInCircles =
      slices().matching("app.dollr.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule thePlatformDoesNotGoInCircles =
      slices().matching("app.dollr.platform.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule roomsUseLowerFloorsThroughTheFrontDoor =
      classes()
          .should(
              dependOnly(
                  "use lower floors only, through the front door", HouseRulesTest::isAllowed));

  @ArchTest
  static final ArchRule librariesStayWhereTheyAreKnown =
      classes()
          .that(are(inRooms()))
          .should(dependOnly("use libraries only where they are known", HouseRulesTest::isKnown));

  @ArchTest
  static final ArchRule timeComesFromTheInjectedClock =
      noClasses()
          .that(are(inRooms(PLATFORM + ".clock", APP)))
          .should()
          .callCodeUnitWhere(
              describe("it reads the machine's clock", call -> readsTheClock(call.getTarget())))
          .because("time comes from the injected clock");

  @ArchTest
  static final ArchRule chanceComesFromOnePlace =
      noClasses()
          .that(are(inRooms(PLATFORM + ".random")))
          .should()
          .callCodeUnitWhere(describe("it draws lots", call -> drawsLots(call.getTarget())))
          .because("ids, secrets and chance come from platform.random");

  @ArchTest
  static final ArchRule noFloatingPointWhereMoneyIs =
      fields()
          .that()
          .areDeclaredInClassesThat(are(inRooms(PLATFORM)).or(inPackages("values", "wire")))
          .should()
          .notHaveRawType(are(floating()))
          .because("amounts are exact decimals");

  @ArchTest
  static final ArchRule noFloatingPointIsCalledWhereMoneyIs =
      noClasses()
          .that(are(inRooms(PLATFORM)).or(inPackages("values", "wire")))
          .should()
          .callCodeUnitWhere(
              describe(
                  "it turns an amount into floating point, or back",
                  call ->
                      Set.of("java.math.BigDecimal", "java.math.BigInteger")
                              .contains(call.getTargetOwner().getName())
                          && usesFloating(call.getTarget())))
          .because("amounts are exact decimals");

  @ArchTest
  static final ArchRule noFloatingPointIsHandedOnWhereMoneyIs =
      classes()
          .that(are(inRooms(PLATFORM)).or(inPackages("values", "wire")))
          .should(
              new ArchCondition<>("neither take nor return floating point") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  for (var unit : type.getCodeUnits()) {
                    if (!unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && (floating().test(unit.getRawReturnType())
                            || unit.getRawParameterTypes().stream().anyMatch(floating()))) {
                      events.add(
                          SimpleConditionEvent.violated(
                              unit, unit.getDescription() + " in " + unit.getSourceCodeLocation()));
                    }
                  }
                }
              });

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      classes()
          .should(
              new ArchCondition<>("not be named after a pattern") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  var name = type.getSimpleName();
                  if (BANNED_NAME.matcher(name).matches() && !NAMES_THAT_MEAN_IT.contains(name)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getDescription() + location(type)));
                  }
                }
              });

  @ArchTest
  static final ArchRule storesAndResourcesStayInTheirRoom =
      classes()
          .that(are(inRooms()))
          .and()
          .haveNameMatching(".*(Store|Resource)")
          .and()
          .areNotInterfaces()
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule storesCallNobodyOutside =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Store")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.(http\\..*|Socket)|app\\.dollr\\.gateways\\.Gateways?")
          .because("there is no network inside a transaction");

  @ArchTest
  static final ArchRule gatewaysAreCalledOutsideTransactions =
      classes()
          .that(are(inRooms("gateways")))
          .should(
              new ArchCondition<>("refuse an open transaction before they call a gateway") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getMethodCallsFromSelf().stream()
                      .filter(call ->
                          call.getTargetOwner().getName().equals(BASE + ".gateways.Gateway"))
                      .filter(call ->
                          Set.of("submit", "ask", "confirm", "cancel").contains(call.getName()))
                      .filter(call -> !refusesTransactions(call))
                      .forEach(call ->
                          events.add(SimpleConditionEvent.violated(call, call.getDescription())));
                }
              });

  @ArchTest
  static final ArchRule nothingChangesInStaticFields =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat(are(inRooms(PLATFORM + ".crash")))
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule fieldsAreNotPublic = fields().that().areNotStatic().should().notBePublic();

  @ArchTest
  static final ArchRule roomsDoNotInherit =
      classes()
          .that(are(inRooms()))
          .and()
          .areNotInterfaces()
          .and()
          .areNotAnonymousClasses()
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("what acts is final; kinds are sealed interfaces");

  @ArchTest
  static final ArchRule onlyProgramsPrint =
      noClasses()
          .that(are(inRooms(APP)))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static void everyPackageRulesNullOut(JavaClasses all) {
    var without =
        all.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(without).as("packages whose package-info lacks @NullMarked").isEmpty();
  }

  private static boolean isAllowed(Dependency use) {
    var user = use.getOriginClass();
    var used = use.getTargetClass();
    var from = roomOf(user);
    var to = roomOf(used);
    if (to.isEmpty()) {
      return true;
    }
    if (from.equals(to)) {
      return isOwnSide(user, used);
    }
    if (OUTBUILDINGS.containsKey(from)) {
      return OUTBUILDINGS.getOrDefault(from, Set.of()).contains(to);
    }
    if (OUTBUILDINGS.containsKey(to)) {
      return VOCABULARY.contains(to) || (to.equals("simulators") && from.equals("gateways"));
    }
    return floor(to) < floor(from) && (isFrontDoor(used) || buildsAGateway(user, used));
  }

  /** Whether two classes of one room are on one side of its inner walls. */
  private static boolean isOwnSide(JavaClass user, JavaClass used) {
    var room = BASE + "." + roomOf(user);
    return roomOf(user).equals(PLATFORM)
        || OUTBUILDINGS.containsKey(roomOf(user))
        || user.getPackageName().equals(used.getPackageName())
        || used.getPackageName().equals(room);
  }

  private static boolean isFrontDoor(JavaClass type) {
    var room = BASE + "." + roomOf(type);
    return roomOf(type).equals(PLATFORM)
        ? type.getPackageName().lastIndexOf('.') == room.length()
        : type.getPackageName().equals(room);
  }

  private static boolean buildsAGateway(JavaClass user, JavaClass used) {
    return roomOf(user).equals(APP) && used.getPackageName().startsWith(BASE + ".gateways.");
  }

  private static boolean isKnown(Dependency use) {
    var target = use.getTargetClass().getPackageName();
    return LIBRARIES.entrySet().stream()
        .filter(library -> isIn(target, library.getKey()))
        .allMatch(library -> isAmong(use.getOriginClass(), library.getValue()));
  }

  private static boolean readsTheClock(CodeUnitCallTarget target) {
    var owner = target.getOwner().getName();
    return switch (owner) {
      case "java.time.Clock" -> target.getName().matches("system.*|tick(Millis|Seconds|Minutes)");
      case "java.lang.System" -> target.getName().equals("currentTimeMillis");
      case "java.util.Date" ->
          target.getName().equals("<init>") && target.getRawParameterTypes().isEmpty();
      default ->
          CLOCK_READERS.contains(owner) && target.getName().equals("now") && !takesAClock(target);
    };
  }

  private static boolean takesAClock(CodeUnitCallTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }

  private static boolean drawsLots(CodeUnitCallTarget target) {
    var owner = target.getOwner().getName();
    return switch (owner) {
      case "java.util.UUID" -> target.getName().equals("randomUUID");
      case "java.lang.Math" -> target.getName().equals("random");
      default -> DICE.contains(owner);
    };
  }

  private static boolean refusesTransactions(JavaCall<?> call) {
    return call.getOrigin().getMethodCallsFromSelf().stream()
        .anyMatch(other ->
            other.getName().equals("refuseInside")
                && other.getLineNumber() <= call.getLineNumber());
  }

  private static boolean usesFloating(CodeUnitCallTarget target) {
    return floating().test(target.getRawReturnType())
        || target.getRawParameterTypes().stream().anyMatch(floating());
  }

  private static DescribedPredicate<JavaClass> floating() {
    return describe(
        "floating point",
        type ->
            Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                .contains(type.getName()));
  }

  /** The classes of the server's rooms, but for some packages. */
  private static DescribedPredicate<JavaClass> inRooms(String... exceptions) {
    return describe(
        "in rooms" + (exceptions.length == 0 ? "" : " but " + String.join(", ", exceptions)),
        type ->
            FLOORS.stream().anyMatch(floor -> floor.contains(roomOf(type)))
                && !isAmong(type, Set.of(exceptions)));
  }

  private static DescribedPredicate<JavaClass> inPackages(String... packages) {
    return describe("in " + String.join(", ", packages), type -> isAmong(type, Set.of(packages)));
  }

  private static boolean isAmong(JavaClass type, Set<String> packages) {
    return packages.stream().anyMatch(name -> isIn(type.getPackageName(), BASE + "." + name));
  }

  private static boolean isIn(String inner, String outer) {
    return inner.equals(outer) || inner.startsWith(outer + ".");
  }

  private static ArchCondition<JavaClass> dependOnly(String what, Predicate<Dependency> allowed) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(use -> !allowed.test(use))
            .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
      }
    };
  }

  private static String location(JavaClass type) {
    return " in " + type.getSourceCodeLocation();
  }

  /** The part of the package after {@code app.dollr}; empty for what is not ours. */
  private static String roomOf(JavaClass type) {
    var name = type.getBaseComponentType().getPackageName();
    if (!name.startsWith(BASE + ".")) {
      return "";
    }
    var rest = name.substring(BASE.length() + 1);
    return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
  }

  private static int floor(String room) {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      if (FLOORS.get(floor).contains(room)) {
        return floor;
      }
    }
    throw new IllegalStateException("%s stands on no floor; list it in FLOORS".formatted(room));
  }
}
