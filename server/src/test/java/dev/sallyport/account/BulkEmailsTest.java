package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // made before each test
class BulkEmailsTest extends AccountTestCase {
  private static final String ACCOUNT = "0123456789abcdef01234567";

  private BulkEmails bulkEmails;

  @BeforeEach
  void make() {
    bulkEmails = new BulkEmails(house.store, house);
  }

  @Test
  void outcomesAreKeptAndBroughtUpToDate() {
    String id = bulkEmails.begin(ACCOUNT, "cut short").orElseThrow();
    assertThat(bulkEmails.find(ACCOUNT, id).orElseThrow().outcomes()).isEqualTo("cut short");
    house.pass(Duration.ofSeconds(30));
    bulkEmails.update(ACCOUNT, id, "all sent");
    BulkEmails.BulkEmail found = bulkEmails.find(ACCOUNT, id).orElseThrow();
    assertThat(found.outcomes()).isEqualTo("all sent");
    assertThat(found.updatedAt()).isEqualTo(found.createdAt().plusSeconds(30));
  }

  @Test
  void theyAreTheirAccountsAlone() {
    String id = bulkEmails.begin(ACCOUNT, "x").orElseThrow();
    assertThat(bulkEmails.find("76543210fedcba9876543210", id)).isEmpty();
  }

  @Test
  void theyAreForgottenAfterTheirTime() {
    String id = bulkEmails.begin(ACCOUNT, "x").orElseThrow();
    house.pass(BulkEmails.KEPT.plusSeconds(1));
    assertThat(bulkEmails.begin(ACCOUNT, "y")).isPresent();
    assertThat(bulkEmails.find(ACCOUNT, id)).isEmpty();
  }
}
