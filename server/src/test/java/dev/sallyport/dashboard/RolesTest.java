package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Member;
import dev.sallyport.account.NewInvitation;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import dev.sallyport.account.SessionOrigin;
import dev.sallyport.account.Sessions;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every route of the dashboard, asked of the router itself, for everybody there is. A route that is
 * in none of the lists below is held to the strictest: members alone may see it, and owners and
 * admins alone may change anything by it.
 */
@SuppressWarnings("NullAway.Init") // made before the tests
class RolesTest extends DashboardTestCase {
  /** What needs no sign-in: its links carry a secret, or it is the way in. */
  private static final Set<String> ANYONE =
      Set.of(
          "GET /",
          "GET /assets/{version}/{file}",
          "GET /signin",
          "POST /signin",
          "GET /signin/code",
          "POST /signin/code",
          "GET /setup/{secret}",
          "POST /setup/{secret}",
          "GET /invite/{secret}",
          "POST /invite/{secret}",
          "GET /reset/{secret}",
          "POST /reset/{secret}",
          "GET /confirm/{secret}",
          "POST /confirm/{secret}",
          "GET /*",
          "POST /*");

  /** What changes nothing but what is the member's own. */
  private static final Set<String> OWN =
      Set.of("POST /signout", "POST /account", "POST /invite/{secret}/join");

  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");
  private static final String NOBODYS_ID = "0123456789abcdef01234567";

  private final Map<Role, Member> members = new EnumMap<>(Role.class);
  private Member stranger;
  private Account elsewhere;

  @BeforeAll
  void makeMembers() {
    elsewhere = house.account("Elsewhere", "roles-stranger@example.com", Role.OWNER);
    stranger = house.members.list(elsewhere.id()).getFirst().member();
    Account first = house.accounts.create("First of the roles", "professional");
    for (Role role : Role.values()) {
      String email = "roles-" + role.word() + "@example.com";
      members.put(
          role, house.members.create(first.id(), email, DashboardHouse.PASSWORD, Role.VIEWER));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyRouteIsOpenToWhomItIsMeantFor() {
    return house.routes().stream()
        .filter(route -> !ANYONE.contains(route))
        .map(route -> DynamicTest.dynamicTest(route, () -> hold(route)));
  }

  private void hold(String route) {
    boolean post = route.startsWith("POST ");
    boolean own = OWN.contains(route) || route.startsWith("POST /profile");
    Furnished furnished = furnish(route);

    HttpResponse<String> anonymous = ask(browser(), furnished, post, "");
    assertThat(anonymous.statusCode()).as("anonymous").isEqualTo(303);
    assertThat(anonymous.headers().firstValue("Location").orElseThrow())
        .as("anonymous")
        .startsWith("/signin");

    HttpResponse<String> viewer = ask(furnished, member(Role.VIEWER), post);
    if (post && !own) {
      assertThat(viewer.statusCode()).as("viewer").isEqualTo(403);
      assertThat(viewer.body()).as("viewer").contains("Your role here is viewer");
    } else {
      assertThat(viewer.statusCode()).as("viewer").isLessThan(500);
    }

    Browser foreign = browser();
    Sessions.NewSession session =
        house.people.sessions().start(stranger.id(), elsewhere.id(), SessionOrigin.UNKNOWN);
    foreign.hold(session.secret());
    if (furnished.named()) {
      HttpResponse<String> answer = ask(foreign, furnished, post, session.session().csrfToken());
      assertThat(answer.statusCode()).as("a member of another account").isEqualTo(404);
      assertThat(answer.body()).as("a member of another account").doesNotContain("Furnished");
    }

    for (Role role : List.of(Role.ADMIN, Role.OWNER)) {
      HttpResponse<String> answer = ask(furnish(route), member(role), post);
      assertThat(answer.statusCode()).as(role.word()).isNotEqualTo(403).isLessThan(500);
    }
  }

  private HttpResponse<String> ask(Furnished furnished, Member member, boolean post) {
    Sessions.NewSession session =
        house.people.sessions().start(member.id(), furnished.account().id(), SessionOrigin.UNKNOWN);
    Browser browser = browser();
    browser.hold(session.secret());
    return ask(browser, furnished, post, session.session().csrfToken());
  }

  private static HttpResponse<String> ask(
      Browser browser, Furnished furnished, boolean post, String csrf) {
    String path = furnished.path();
    String account = furnished.account().id();
    return post ? browser.post(path, Map.of("csrf", csrf, "to", account)) : browser.get(path);
  }

  private Member member(Role role) {
    return Objects.requireNonNull(members.get(role));
  }

  /** A new account with all three members and one of everything a route can name. */
  private Furnished furnish(String route) {
    Account account = house.accounts.create("Furnished " + System.nanoTime(), "professional");
    String id = account.id();
    members.forEach((role, member) -> {
      NewInvitation made =
          house.people.invitations().create(id, member.email(), role, Actor.commandLine());
      house.people.invitations().accept(made.secret(), member, SessionOrigin.UNKNOWN);
    });
    String entry = house.add(account, "192.0.2.7", "Furnished office").entries().getFirst().id();
    boolean tokens = Math.floorMod(route.hashCode(), 2) == 0;
    String credential =
        tokens
            ? house
                .credentials
                .createToken(id, "Furnished", Set.of(Scope.EMAIL), Actor.commandLine())
                .credential()
                .id()
            : house
                .credentials
                .createSmtpUser(id, "Furnished", Actor.commandLine())
                .credential()
                .id();
    String invitation =
        house
            .people
            .invitations()
            .create(id, "invited@example.com", Role.VIEWER, Actor.commandLine())
            .invitation()
            .id();
    Map<String, String> values =
        Map.of(
            "entry",
            entry,
            "kind",
            tokens ? "tokens" : "smtp-users",
            "id",
            credential,
            "revision",
            "1",
            "member",
            route.contains("{member}") ? another(id) : "",
            "invitation",
            invitation);
    return new Furnished(account, filled(route.substring(route.indexOf(' ') + 1), values), route);
  }

  /** Somebody of this account alone: a link for a new password is made for no one else. */
  private String another(String accountId) {
    String email = "another" + System.nanoTime() + "@example.com";
    return house.members.create(accountId, email, DashboardHouse.PASSWORD, Role.VIEWER).id();
  }

  private static String filled(String path, Map<String, String> values) {
    Matcher matcher = PARAMETER.matcher(path);
    return matcher.replaceAll(found -> values.getOrDefault(found.group(1), NOBODYS_ID));
  }

  /** An account for one route, and the route's path with what is the account's in it. */
  private record Furnished(Account account, String path, String route) {
    /** Whether the path names something that is the account's. */
    boolean named() {
      return Stream.of("{entry}", "{id}", "{member}", "{invitation}", "{session}")
          .anyMatch(route::contains);
    }
  }
}
