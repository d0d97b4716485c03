package dev.sallyport.app;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the directions between packages that ARCHITECTURE.md draws. */
class HouseTest {
  private static final String ROOT = "dev.sallyport.";

  /** Each package with those it may use; a package that is missing here is an error. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("allowlist", Set.of()),
          Map.entry("store", Set.of()),
          Map.entry("smtp", Set.of()),
          Map.entry("tls", Set.of()),
          Map.entry("message", Set.of()),
          Map.entry("peer", Set.of("allowlist")),
          Map.entry("outgoing", Set.of("allowlist")),
          Map.entry("secret", Set.of("store")),
          Map.entry("account", Set.of("store", "secret", "allowlist")),
          Map.entry("file", Set.of("account", "allowlist")),
          Map.entry("range", Set.of("account", "file", "allowlist", "outgoing")),
          Map.entry("activity", Set.of("store", "account", "allowlist")),
          Map.entry("admission", Set.of("account", "activity", "secret", "allowlist")),
          Map.entry("relay", Set.of("message", "smtp")),
          Map.entry(
              "intake", Set.of("admission", "allowlist", "message", "smtp", "relay", "activity")),
          Map.entry(
              "alert",
              Set.of(
                  "store",
                  "secret",
                  "account",
                  "activity",
                  "allowlist",
                  "message",
                  "smtp",
                  "relay",
                  "outgoing")),
          Map.entry(
              "api",
              Set.of(
                  "alert",
                  "peer",
                  "account",
                  "admission",
                  "allowlist",
                  "intake",
                  "activity",
                  "file",
                  "range",
                  "message",
                  "smtp",
                  "relay")),
          Map.entry(
              "submission",
              Set.of("peer", "admission", "allowlist", "intake", "message", "smtp", "relay")),
          Map.entry(
              "dashboard",
              Set.of(
                  "alert",
                  "peer",
                  "account",
                  "admission",
                  "activity",
                  "file",
                  "range",
                  "allowlist",
                  "intake")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.sallyport");

  @Test
  void packagesUseOnlyWhatTheyMay() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = room(type);
      if (from.equals("app")) {
        continue;
      }
      Set<String> allowed = MAY_USE.get(from);
      assertThat(allowed).as("the package %s is not in the picture", from).isNotNull();
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith(ROOT)) {
          continue;
        }
        String to = room(target);
        if (!to.equals(from) && !allowed.contains(to)) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.sallyport.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheSubmissionsWordsOfTheRelayReachADoor() {
    Set<String> words =
        Set.of(ROOT + "relay.RecipientWord", ROOT + "relay.HandOver", ROOT + "relay.Opening");
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!Set.of("api", "submission", "dashboard").contains(room(type))) {
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getName();
        if (target.startsWith(ROOT + "relay.") && words.stream().noneMatch(target::startsWith)) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** {@code relay} for {@code dev.sallyport.relay.SmtpRelay}. */
  private static String room(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
