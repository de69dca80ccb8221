package dev.warrant.governance.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.warrant");

  private static final List<String> AMBIENT =
      List.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Clock.system",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.Random.<init>",
          "java.util.SplittableRandom.<init>",
          "java.security.SecureRandom.<init>",
          "java.lang.System.identityHashCode");

  private static final List<String> HASHED =
      List.of(
          "java.util.HashMap.<init>",
          "java.util.HashSet.<init>",
          "java.util.IdentityHashMap.<init>",
          "java.util.WeakHashMap.<init>",
          "java.util.concurrent.ConcurrentHashMap.<init>",
          "java.util.concurrent.ConcurrentHashMap.newKeySet",
          "java.util.Map.of",
          "java.util.Map.copyOf",
          "java.util.Map.ofEntries",
          "java.util.Set.of",
          "java.util.Set.copyOf",
          "java.util.stream.Collectors.toSet",
          "java.util.stream.Collectors.toMap",
          "java.util.stream.Collectors.groupingBy");

  private static FloorPlan plan() throws IOException {
    return FloorPlan.read(SharedData.root().resolve("docs/ARCHITECTURE.md"));
  }

  @Test
  void everyClassLivesInARoomOfTheFloorPlan() throws IOException {
    FloorPlan plan = plan();
    assertThat(CLASSES).hasSizeGreaterThan(200);
    assertThat(CLASSES)
        .allSatisfy(c -> assertThat(plan.module(c.getName())).as(c.getName()).isNotEmpty());
  }

  @Test
  void modulesUseOnlyWhatTheTableAllows() throws IOException {
    FloorPlan plan = plan();
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      String module = plan.module(from.getName());
      for (Dependency d : from.getDirectDependenciesFromSelf()) {
        String to = plan.module(d.getTargetClass().getBaseComponentType().getName());
        if (!to.isEmpty() && !to.equals(module) && !allowed(plan, module, to)) {
          wrong.add(module + " uses " + to + ": " + d.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean allowed(FloorPlan plan, String from, String to) {
    TreeSet<String> may = plan.mayUse().get(from);
    return may != null && may.contains(to);
  }

  @Test
  void eachEngineHasOneOwner() throws IOException {
    FloorPlan plan = plan();
    assertThat(plan.owners()).isNotEmpty();
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      for (Dependency d : from.getDirectDependenciesFromSelf()) {
        String target = d.getTargetClass().getBaseComponentType().getName();
        plan.owners()
            .forEach((prefix, owners) -> {
              if (target.startsWith(prefix + ".") && owners.stream().noneMatch(inside(from))) {
                wrong.add(prefix + " outside " + owners + ": " + d.getDescription());
              }
            });
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void roomsOfTheCommandLineKnowWhatIsCommonAndNotEachOther() {
    String door = "dev.warrant.governance.cli";
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      String room = from.getPackageName();
      for (Dependency d : from.getDirectDependenciesFromSelf()) {
        String to = d.getTargetClass().getBaseComponentType().getPackageName();
        boolean checksFirst = room.equals(door + ".release") && to.equals(door + ".rules");
        if (to.startsWith(door)
            && !room.equals(door)
            && !to.equals(room)
            && !to.equals(door + ".common")
            && !checksFirst) {
          wrong.add(d.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Predicate<String> inside(JavaClass c) {
    return owner -> c.getName().startsWith(owner + ".");
  }

  @Test
  void clockRandomnessAndIdentityComeThroughTheirSeams() {
    assertThat(calls(AMBIENT, c -> c.getPackageName().equals("dev.warrant.knowledge.seam")))
        .isEmpty();
  }

  @Test
  void noHashOrderCanReachAnOutput() {
    assertThat(calls(HASHED, ArchitectureTest::lookupOnly)).isEmpty();
  }

  private static boolean lookupOnly(JavaClass c) {
    for (JavaClass at = c; at != null; at = at.getEnclosingClass().orElse(null)) {
      if (at.isAnnotatedWith("dev.warrant.knowledge.seam.LookupOnly")) {
        return true;
      }
    }
    return false;
  }

  private static TreeSet<String> calls(List<String> forbidden, Predicate<JavaClass> except) {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass c : CLASSES) {
      if (!except.test(c)) {
        for (JavaCall<?> call : c.getCodeUnitCallsFromSelf()) {
          note(
              forbidden,
              found,
              call.getTargetOwner().getName() + "." + call.getName(),
              call.getDescription());
        }
        c.getMethodReferencesFromSelf()
            .forEach(r ->
                note(
                    forbidden,
                    found,
                    r.getTargetOwner().getName() + "." + r.getName(),
                    r.getDescription()));
        c.getConstructorReferencesFromSelf()
            .forEach(r ->
                note(
                    forbidden,
                    found,
                    r.getTargetOwner().getName() + "." + r.getName(),
                    r.getDescription()));
      }
    }
    return found;
  }

  private static void note(
      List<String> forbidden, TreeSet<String> found, String target, String what) {
    if (forbidden.stream()
        .anyMatch(f -> target.equals(f) || f.endsWith(".system") && target.startsWith(f))) {
      found.add(what);
    }
  }
}
