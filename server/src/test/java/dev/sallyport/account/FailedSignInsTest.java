package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedSignInsTest extends AccountTestCase {
  private static final String EMAIL = "o@example.com";

  private void wrong(int times) {
    for (int i = 0; i < times; i++) {
      house.people.signIns().withPassword(EMAIL, "not it at all", IpAddress.of("192.0.2.1"));
    }
  }

  /** The lines once they stand for so many tries together. */
  private List<AuditEntry> lines(String account, int tries) throws InterruptedException {
    for (int i = 0; true; i++) {
      List<AuditEntry> found =
          house
              .accounts
              .audit(account, new AuditQuery(AuditKind.SIGN_INS, null, null, null), 100)
              .stream()
              .filter(entry -> entry.action().equals("member.sign-in-failed"))
              .toList();
      if (i == 100 || found.stream().mapToInt(AuditEntry::times).sum() == tries) {
        return found;
      }
      Thread.sleep(100);
    }
  }

  @Test
  void thoseOfAnHourAreOneLineInEachAccountOfTheMember() throws Exception {
    String first = house.accounts.create("First", "starter").id();
    String second = house.accounts.create("Second", "starter").id();
    house.members.create(first, EMAIL, "correct horse battery", Role.OWNER);
    house.members.create(second, EMAIL, "correct horse battery", Role.OWNER);
    wrong(2);
    assertThat(lines(first, 2)).hasSize(1);
    wrong(1);
    assertThat(lines(second, 3)).singleElement().extracting(AuditEntry::times).isEqualTo(3);
    house.pass(Duration.ofHours(1));
    wrong(1);
    assertThat(lines(first, 4)).extracting(AuditEntry::times).containsExactly(1, 3);
    assertThat(lines(first, 4).getFirst().actor())
        .isEqualTo(Actor.visitor("", IpAddress.of("192.0.2.1")));
  }
}
