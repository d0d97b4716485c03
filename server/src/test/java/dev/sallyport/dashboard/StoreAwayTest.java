package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAwayTest {

  @Test
  void withoutTheDatabaseAPageSaysThatNothingWasChanged(@TempDir Path folder) throws IOException {
    try (DashboardHouse house = new DashboardHouse(folder);
        Browser browser = new Browser(house)) {
      house.account("Production", "admin@example.com", Role.OWNER);
      browser.signedIn("admin@example.com");
      house.store.close();

      HttpResponse<String> answer = browser.get("/allowlist");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("The database can't be reached", "Nothing was changed.");
    }
  }
}
