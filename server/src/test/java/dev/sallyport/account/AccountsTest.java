package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsTest extends AccountTestCase {

  @Test
  void anAccountIsFoundByIdAndByName() {
    Account made = house.accounts.create("  Acme  ", "starter");

    assertThat(made.id()).matches("[0-9a-f]{24}");
    assertThat(made.name()).isEqualTo("Acme");
    assertThat(house.accounts.find(made.id())).contains(made);
    assertThat(house.accounts.find("Acme")).contains(made);
    assertThat(house.accounts.byId(made.id())).contains(made);
    assertThat(house.accounts.list()).containsExactly(made);
  }

  @Test
  void aNameStandsForOneAccount() {
    house.accounts.create("Acme", "free");

    refused(() -> house.accounts.create("Acme", "free"), "name", "called Acme already");
  }

  @Test
  void aNameThatLooksLikeAnIdIsRefused() {
    refused(
        () -> house.accounts.create("0123456789ABCDEF01234567", "free"), "name", "24 hexadecimal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a\tb", "a\nb", "a\u0000b", "a\u202Eb", "\uD800"})
  void aNameThatCannotBeReadIsRefused(String name) {
    refused(() -> house.accounts.create(name, "free"), "name", "name");
  }

  @Test
  void aNameHasAHundredCharactersAtMost() {
    assertThat(house.accounts.create("😀".repeat(100), "free").name()).hasSize(200);
    refused(() -> house.accounts.create("a".repeat(101), "free"), "name", "at most 100");
  }

  @Test
  void anUnknownPlanIsRefusedAndThePlansAreNamed() {
    refused(() -> house.accounts.create("Acme", "gold"), "plan", "free, starter, professional");
    String id = house.accounts.create("Acme", "free").id();
    refused(() -> house.accounts.setPlan(id, "gold"), "plan", "no plan called gold");
  }

  @Test
  void aPlanThatIsNoLongerConfiguredHasNoAllowlist() {
    assertThat(house.accounts.plan("gold").allowlist()).isFalse();
    assertThat(house.accounts.plan("starter").allowlist()).isTrue();
  }

  @Test
  void planAndPauseAreChanged() {
    String id = house.accounts.create("Acme", "free").id();

    assertThat(house.accounts.setPlan(id, "starter").plan()).isEqualTo("starter");
    assertThat(house.accounts.setPaused(id, true).paused()).isTrue();
    assertThat(house.accounts.setPaused(id, false).paused()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Example.COM, example.com",
    "bücher.example, xn--bcher-kva.example",
    "' a.b.example.net ', a.b.example.net"
  })
  void aDomainIsKeptInLowerCaseAscii(String typed, String kept) {
    String id = house.accounts.create("Acme", "free").id();

    assertThat(house.accounts.addDomain(id, typed).domains()).containsExactly(kept);
    assertThat(house.accounts.addDomain(id, kept).domains()).containsExactly(kept);
    assertThat(house.accounts.removeDomain(id, typed).domains()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".example.com",
        "*.example.com",
        "a@example.com",
        "exa mple.com",
        "example..com",
        "example.com.",
        "192.0.2.1",
        "-example.com",
        "a_b.example.com",
        "[::1]",
        "example.com\u0000"
      })
  void whatIsNoDomainIsRefused(String typed) {
    String id = house.accounts.create("Acme", "free").id();

    refused(() -> house.accounts.addDomain(id, typed), "domain", "such as example.com");
  }

  @Test
  void aDomainThatIsNotThereCannotBeRemoved() {
    String id = house.accounts.create("Acme", "free").id();

    refused(() -> house.accounts.removeDomain(id, "example.com"), "domain", "not a domain of Acme");
  }

  @Test
  void aDeletedAccountIsGoneAndItsNameIsFree() {
    Account made = house.accounts.create("Acme", "starter");
    house.accounts.addDomain(made.id(), "example.com");
    house.credentials.createSmtpUser(made.id(), "billing", Actor.commandLine());
    house.members.create(made.id(), "a@example.com", "correct horse battery", Role.OWNER);

    house.accounts.delete(made.id());

    assertThat(house.accounts.byId(made.id())).isEmpty();
    assertThat(house.accounts.find("Acme")).isEmpty();
    assertThat(house.accounts.list()).isEmpty();
    assertThat(house.members.list(made.id())).isEmpty();
    assertThat(house.accounts.create("Acme", "free").id()).isNotEqualTo(made.id());
  }

  @Test
  void nothingCanBeDoneToAnAccountThatIsGone() {
    String id = house.accounts.create("Acme", "free").id();
    house.accounts.delete(id);

    List<Runnable> deeds =
        List.of(
            () -> house.accounts.setPlan(id, "free"),
            () -> house.accounts.setPaused(id, true),
            () -> house.accounts.addDomain(id, "example.com"),
            () -> house.accounts.delete(id));
    for (Runnable deed : deeds) {
      assertThatThrownBy(deed::run).isInstanceOf(NoSuchAccountException.class);
    }
  }

  static void refused(Runnable deed, String field, String words) {
    assertThatThrownBy(deed::run)
        .isInstanceOfSatisfying(
            InvalidFieldException.class,
            refusal -> {
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(refusal.reason()).contains(words);
            });
  }
}
