package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Member;
import dev.sallyport.account.Role;
import dev.sallyport.relay.Act;
import dev.sallyport.relay.FakeRelay;
import dev.sallyport.relay.ReceivedMessage;
import dev.sallyport.relay.RelayUrl;
import dev.sallyport.relay.SmtpRelay;
import dev.sallyport.relay.Step;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that go to members by mail, where a relay is set. */
@SuppressWarnings("NullAway.Init") // filled before each test
class MemberMailTest {
  private FakeRelay relay;
  private SmtpRelay exit;
  private DashboardHouse house;
  private Account account;
  private Browser browser;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    relay = FakeRelay.start();
    exit = new SmtpRelay(List.of(RelayUrl.parse(relay.url())), Duration.ofSeconds(10));
    house = new DashboardHouse(folder, exit);
    account = house.account("Acme", "owner@example.com", Role.OWNER);
    browser = new Browser(house, "127.0.0.1").signedIn("owner@example.com");
  }

  @AfterEach
  void close() {
    browser.close();
    house.close();
    exit.close();
    relay.close();
  }

  private HttpResponse<String> invite(String email) {
    return browser.submit(
        "/members/invite", "/members/invitations", Map.of("email", email, "role", "viewer"));
  }

  private static String link(String text, String kind) {
    Matcher link =
        Pattern.compile("http://[^/\\s]+/" + kind + "/[A-Za-z0-9_-]{32}")
            .matcher(text.replace("=\r\n", ""));
    assertThat(link.find()).as(text).isTrue();
    return link.group();
  }

  @Test
  void anInvitationGoesByMailAndIsShownToo() throws Exception {
    HttpResponse<String> page = invite("new@example.com");
    ReceivedMessage mail = relay.take();
    assertThat(mail.recipients()).containsExactly("new@example.com");
    assertThat(mail.text()).contains("Subject: You are invited to Acme", "a viewer of Acme");
    assertThat(page.body())
        .contains("This link was sent to new@example.com", link(mail.text(), "invite"));
  }

  @Test
  void aLinkForANewPasswordGoesByMail() throws Exception {
    Member member =
        house.members.create(
            account.id(), "forgot@example.com", DashboardHouse.PASSWORD, Role.VIEWER);
    HttpResponse<String> page =
        browser.submit("/members", "/members/" + member.id() + "/password", Map.of());
    ReceivedMessage mail = relay.take();
    assertThat(mail.recipients()).containsExactly("forgot@example.com");
    assertThat(page.body())
        .contains("This link was sent to forgot@example.com", link(mail.text(), "reset"));
  }

  @Test
  void whatTheRelayRefusesIsSaidAndTheLinkIsShown() {
    relay.enqueue(Step.RCPT, Act.say("550 5.1.1 No such user"));
    HttpResponse<String> page = invite("gone@example.com");
    assertThat(page.statusCode()).isEqualTo(201);
    assertThat(page.body())
        .contains("The mail to them could not be sent.", "Send this link to gone@example.com");
    link(page.body(), "invite");
  }

  @Test
  void pastManyWithinAnHourTheLinkIsShownAlone() {
    for (int i = 0; i < 30; i++) {
      invite("many@example.com");
    }
    HttpResponse<String> page = invite("many@example.com");
    assertThat(page.body()).contains("No mail was sent, for many were within the last hour.");
    link(page.body(), "invite");
  }
}
