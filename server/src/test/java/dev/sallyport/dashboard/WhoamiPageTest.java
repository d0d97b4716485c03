package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.activity.Call;
import dev.sallyport.allowlist.IpAddress;
import org.junit.jupiter.api.Test;

final class WhoamiPageTest extends DashboardTestCase {

  @Test
  void itShowsTheAddressTheHopsAndWhatTheListSays() {
    Signed signed = owner();
    house.add(signed.account(), "127.0.0.1", "This laptop");

    assertThat(signed.browser().get("/whoami").body())
        .contains("You call from <span class=\"mono\">127.0.0.1</span>")
        .contains("The socket's other end.", "By This laptop, ");
  }

  @Test
  void callersOfOneAddressAreDoubtedOnceTheyAreMany() {
    Signed signed = owner();
    call(signed, "a", "10.0.0.5");
    call(signed, "b", "10.0.0.5");
    assertThat(signed.browser().get("/whoami").body()).doesNotContain("proxy.trusted");
    call(signed, "c", "10.0.0.5");
    assertThat(signed.browser().get("/whoami").body())
        .contains("Every call of the last 30 days came from 10.0.0.5", "proxy.trusted");
    call(signed, "d", "10.0.0.6");
    assertThat(signed.browser().get("/whoami").body()).doesNotContain("proxy.trusted");
  }

  private void call(Signed signed, String name, String address) {
    String id =
        house
            .credentials
            .createSmtpUser(signed.account().id(), name, Actor.commandLine())
            .credential()
            .id();
    house.recorder.record(
        new Call(
            signed.account().id(), id, "smtp", IpAddress.of(address), "", "unrestricted", true));
    house.recorder.flush();
  }
}
