package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each page says where there is nothing to show. */
class EmptyStatesTest extends DashboardTestCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /allowlist             | No address sent in the last 30 days
          /allowlist/seen        | No address sent in the last 30 days
          /allowlist/assertions  | Nothing is asserted yet
          /allowlist/advice      | Nothing to tidy up
          /activity              | No attempts in this period
          /activity              | Nothing was denied in the last 30 days
          /activity?verdict=allowed | Nothing was allowed in the last 30 days
          /credentials           | No API tokens yet
          /credentials           | No SMTP users yet
          /messages              | No messages yet
          /history               | Nothing was changed yet
          /audit?kind=credentials | Nothing to show
          /alerts                | No webhooks yet
          /alerts                | No mail addresses yet
          """)
  void anEmptyPageSaysWhatIsNotThere(String path, String sentence) {
    assertThat(owner().browser().get(path).body()).contains(sentence);
  }

  @Test
  void aSearchThatFindsNothingSaysSo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    assertThat(signed.browser().get("/allowlist?q=nowhere").body()).contains("No entry fits");
  }

  @Test
  void whereNothingWasDeniedTheListSaysSo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    assertThat(signed.browser().get("/allowlist").body())
        .contains("Nothing was denied in the last 30 days");
  }

  @Test
  void whereEveryEntryIsPausedNothingCanSend() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    house.change(signed.account(), new Change.Pause(first(signed).id()));
    assertThat(signed.browser().get("/allowlist").body())
        .contains(
            "Closed to every IP", "The only entry is paused or expired, so nothing can send.");
  }

  @Test
  void aPlanWithoutTheListSaysWhatCanBeDone() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    house.accounts.setPlan(signed.account().id(), "free");
    assertThat(signed.browser().get("/allowlist").body())
        .contains("Not part of the Free plan", "The entries below stay in force.");
  }
}
