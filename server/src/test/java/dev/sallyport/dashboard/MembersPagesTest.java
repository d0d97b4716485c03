package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Member;
import dev.sallyport.account.Members;
import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersPagesTest extends DashboardTestCase {
  private static final String NEW_PASSWORD = "another password";

  @BeforeEach
  void letTheSlowingPass() {
    house.pass(Duration.ofMinutes(20));
  }

  @Test
  void theListSaysWhoMaySignInAndAsWhat() {
    Signed signed = owner();
    add(signed.account(), "list-viewer@example.com", Role.VIEWER);

    String page = signed.browser().get("/members").body();

    assertThat(page)
        .contains(signed.email())
        .contains("<span class=\"tag\">You</span>")
        .contains("list-viewer@example.com")
        .contains("Owner")
        .contains("Viewer")
        .contains("Never");
  }

  @Test
  void manyMembersAreShownByThePage() {
    Signed signed = owner();
    house.store.write(handle -> {
      for (int i = 0; i < 60; i++) {
        String id = "%024d".formatted(i);
        handle.execute(
            "INSERT INTO member (member_id, email, password_hash, created_at) VALUES (?, ?, '', 0)",
            id,
            "a.paged%02d@example.com".formatted(i));
        handle.execute(
            "INSERT INTO membership (account_id, member_id, role, created_at)"
                + " VALUES (?, ?, 'VIEWER', 0)",
            signed.account().id(),
            id);
      }
      return true;
    });
    assertThat(signed.browser().get("/members").body())
        .contains("1 to 50 of 61 members", "a.paged49@", "rel=\"next\" href=\"/members?page=2\"")
        .doesNotContain("a.paged50@");
    assertThat(signed.browser().get("/members?page=2").body())
        .contains("51 to 61 of 61 members", "a.paged50@", signed.email())
        .doesNotContain("a.paged49@", "rel=\"next\"");
    assertThat(signed.browser().get("/members?page=99").body()).contains("51 to 61 of 61");
  }

  @Test
  void aViewerSeesTheListAndNoButton() {
    Signed signed = signed("professional", Role.VIEWER);

    assertThat(signed.browser().get("/members").body())
        .contains(signed.email())
        .doesNotContain("Invite a member")
        .doesNotContain("Manage");
  }

  @Test
  void anInvitedPersonSetsAPasswordAndIsIn() {
    Signed signed = owner();
    String link = invite(signed, "invited-new@example.com", "admin");
    Browser invited = browser();
    assertThat(invited.get(link).body())
        .contains("Join " + signed.account().name())
        .contains("For invited-new@example.com, as Admin.")
        .contains("Invited by " + signed.email());

    HttpResponse<String> weak = invited.submit(link, link, Map.of("password", "short"));
    assertThat(weak.statusCode()).isEqualTo(422);
    assertThat(weak.body()).contains("at least 12 characters").doesNotContain("\"short\"");
    HttpResponse<String> joined = invited.submit(link, link, Map.of("password", NEW_PASSWORD));

    assertThat(joined.statusCode()).isEqualTo(303);
    assertThat(invited.get("/members").body()).contains("invited-new@example.com").contains("You");
    assertThat(browser().get(link).statusCode()).as("used up").isEqualTo(404);
  }

  @Test
  void theLinkIsShownOnceAndTheInvitationListed() {
    Signed signed = owner();
    String link = invite(signed, "listed@example.com", "viewer");

    String page = signed.browser().get("/members").body();

    assertThat(page).contains("Open invitations").contains("listed@example.com");
    assertThat(page).doesNotContain(link).contains("in 7 days");
  }

  @Test
  void aRevokedInvitationWorksNoMore() {
    Signed signed = owner();
    String link = invite(signed, "revoked@example.com", "viewer");
    Matcher path =
        Pattern.compile("/members/invitations/[0-9a-f]{24}/revoke")
            .matcher(signed.browser().get("/members").body());
    assertThat(path.find()).isTrue();

    assertThat(signed.browser().submit("/members", path.group(), Map.of()).statusCode())
        .isEqualTo(303);

    assertThat(signed.browser().get("/members").body())
        .contains("The invitation of revoked@example.com is revoked.")
        .doesNotContain("Open invitations");
    assertThat(browser().get(link).statusCode()).isEqualTo(404);
  }

  @Test
  void aMistypedEmailIsKeptAndExplained() {
    HttpResponse<String> answer =
        owner()
            .browser()
            .submit(
                "/members/invite",
                "/members/invitations",
                Map.of("email", "who where", "role", "admin"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("value=\"who where\"")
        .contains("is not an email address")
        .contains("value=\"admin\" checked");
  }

  @Test
  void aMemberOfAnotherAccountWhoIsSignedInJoinsWithOneButton() {
    Signed signed = owner();
    Signed other = owner();
    String link = invite(signed, other.email(), "viewer");
    assertThat(other.browser().get(link).body()).contains("Join").doesNotContain("password");

    HttpResponse<String> joined = other.browser().submit(link, link + "/join", Map.of());

    assertThat(joined.statusCode()).isEqualTo(303);
    assertThat(other.browser().get("/members").body())
        .contains("You are a member of " + signed.account().name() + " now.")
        .contains(signed.email());
    switchTo(other, other.account());
    assertThat(other.browser().get("/members").body()).doesNotContain(signed.email());
  }

  @Test
  void aMemberOfAnotherAccountSignsInToJoin() {
    Signed signed = owner();
    Signed other = owner();
    String link = invite(signed, other.email(), "viewer");
    Browser browser = browser();
    assertThat(browser.get(link).body()).contains("Sign in to join");
    String signIn = "/signin?next=" + link.replace("/", "%2F");

    HttpResponse<String> in =
        browser.submit(
            signIn, "/signin", Map.of("email", other.email(), "password", DashboardHouse.PASSWORD));

    assertThat(in.headers().firstValue("Location")).hasValue("/allowlist");
    assertThat(browser.get("/members").body()).contains(signed.email());
  }

  @Test
  void anotherMemberCantUseTheLink() {
    Signed signed = owner();
    Signed other = owner();
    String link = invite(signed, "third@example.com", "owner");
    assertThat(other.browser().get(link).body()).contains("You are signed in as " + other.email());

    assertThat(other.browser().submit("/profile", link + "/join", Map.of()).statusCode())
        .isEqualTo(404);
    assertThat(browser().get(link).statusCode()).as("still good").isEqualTo(200);
  }

  @Test
  void aRoleIsChangedAndHoldsAtOnce() {
    Signed signed = owner();
    Member member = add(signed.account(), "role@example.com", Role.VIEWER);
    Browser theirs = browser().signedIn("role@example.com");
    assertThat(theirs.get("/allowlist/new").statusCode()).isEqualTo(403);

    HttpResponse<String> answer = edit(signed, member, "admin");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(theirs.get("/allowlist/new").statusCode()).isEqualTo(200);
  }

  @Test
  void theOnlyOwnerStaysOne() {
    Signed signed = owner();
    Member self = member(signed.account(), signed.email());

    HttpResponse<String> role = edit(signed, self, "viewer");
    HttpResponse<String> removal = remove(signed, self);

    assertThat(role.statusCode()).isEqualTo(422);
    assertThat(role.body()).contains("is the only owner");
    assertThat(removal.statusCode()).isEqualTo(422);
    assertThat(removal.body()).contains("is the only owner");
  }

  @Test
  void anAdminTouchesNoOwner() {
    Signed signed = signed("professional", Role.ADMIN);
    Member owner = add(signed.account(), "untouched@example.com", Role.OWNER);
    Member viewer = add(signed.account(), "made-owner@example.com", Role.VIEWER);

    assertThat(signed.browser().get("/members").body())
        .doesNotContain("/members/" + owner.id())
        .contains("/members/" + viewer.id());
    assertThat(edit(signed, owner, "viewer").statusCode()).isEqualTo(403);
    assertThat(remove(signed, owner).statusCode()).isEqualTo(403);
    assertThat(link(signed, owner).statusCode()).isEqualTo(403);
    assertThat(edit(signed, viewer, "owner").statusCode()).isEqualTo(403);
    assertThat(member(signed.account(), "untouched@example.com")).isEqualTo(owner);
  }

  @Test
  void aRemovedMemberIsOut() {
    Signed signed = owner();
    Member member = add(signed.account(), "removed@example.com", Role.VIEWER);
    Browser theirs = browser().signedIn("removed@example.com");

    assertThat(remove(signed, member).statusCode()).isEqualTo(303);

    assertThat(signed.browser().get("/members").body()).contains("removed@example.com is removed.");
    assertThat(theirs.get("/allowlist").statusCode()).isEqualTo(303);
    HttpResponse<String> again =
        browser()
            .submit(
                "/signin",
                "/signin",
                Map.of("email", "removed@example.com", "password", DashboardHouse.PASSWORD));
    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.body()).contains("Ask an owner to invite you again.");
  }

  @Test
  void aRemovedMemberComesBackByAnInvitation() {
    Signed signed = owner();
    Member member = add(signed.account(), "back@example.com", Role.VIEWER);
    remove(signed, member);
    String link = invite(signed, "back@example.com", "viewer");
    Browser theirs = browser();

    HttpResponse<String> in =
        theirs.submit(
            "/signin?next=" + link.replace("/", "%2F"),
            "/signin",
            Map.of("email", "back@example.com", "password", DashboardHouse.PASSWORD));

    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(theirs.get("/members").body()).contains("back@example.com");
  }

  @Test
  void aLinkSetsANewPassword() {
    Signed signed = owner();
    Member member = add(signed.account(), "forgot@example.com", Role.VIEWER);
    Browser theirs = browser().signedIn("forgot@example.com");
    String link = found(link(signed, member), "/reset/[A-Za-z0-9_-]{32}");
    Browser fresh = browser();
    assertThat(fresh.get(link).body()).contains("For forgot@example.com.");

    HttpResponse<String> done = fresh.submit(link, link, Map.of("password", NEW_PASSWORD));

    assertThat(done.headers().firstValue("Location")).hasValue("/signin?note=reset");
    assertThat(fresh.get("/signin?note=reset").body()).contains("Your new password is set.");
    assertThat(theirs.get("/allowlist").statusCode()).as("old session").isEqualTo(303);
    assertThat(fresh.get(link).statusCode()).as("used up").isEqualTo(404);
    assertThat(house.members.authenticate("forgot@example.com", NEW_PASSWORD)).contains(member);
  }

  @Test
  void aLinkIsNotMadeForWhoBelongsElsewhereToo() {
    Signed signed = owner();
    Signed other = owner();
    Member both = add(signed.account(), other.email(), Role.VIEWER);

    HttpResponse<String> answer = link(signed, both);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("only whoever runs this server can reset the password");
  }

  @Test
  void theRoleOfTheAccountLookedAtCounts() {
    Signed signed = owner();
    Account second = house.accounts.create("Second, " + signed.account().name(), "starter");
    add(second, signed.email(), Role.VIEWER);
    Member there = add(second, "second-there@example.com", Role.OWNER);

    assertThat(signed.browser().get("/members/invite").statusCode()).isEqualTo(200);
    switchTo(signed, second);
    assertThat(signed.browser().get("/members").body()).contains("second-there@example.com");
    assertThat(signed.browser().get("/members/invite").statusCode()).isEqualTo(403);
    assertThat(edit(signed, there, "viewer").statusCode()).isEqualTo(403);
    assertThat(signed.browser().get("/profile").body()).contains("Viewer of " + second.name());
  }

  private static void switchTo(Signed signed, Account account) {
    assertThat(
            signed
                .browser()
                .submit("/profile", "/account", Map.of("to", account.id()))
                .statusCode())
        .isEqualTo(303);
  }

  private static String invite(Signed signed, String email, String role) {
    HttpResponse<String> answer =
        signed
            .browser()
            .submit(
                "/members/invite", "/members/invitations", Map.of("email", email, "role", role));
    assertThat(answer.statusCode()).isEqualTo(201);
    return found(answer, "/invite/[A-Za-z0-9_-]{32}");
  }

  private static String found(HttpResponse<String> answer, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group();
  }

  private static HttpResponse<String> edit(Signed signed, Member member, String role) {
    return signed.browser().submit("/profile", "/members/" + member.id(), Map.of("role", role));
  }

  private static HttpResponse<String> remove(Signed signed, Member member) {
    return signed.browser().submit("/profile", "/members/" + member.id() + "/remove", Map.of());
  }

  private static HttpResponse<String> link(Signed signed, Member member) {
    return signed.browser().submit("/profile", "/members/" + member.id() + "/password", Map.of());
  }

  private Member add(Account account, String email, Role role) {
    return house.members.create(account.id(), email, DashboardHouse.PASSWORD, role);
  }

  private Member member(Account account, String email) {
    return house.members.list(account.id()).stream()
        .map(Members.MemberRow::member)
        .filter(member -> member.email().equals(email))
        .findFirst()
        .orElseThrow();
  }
}
