package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ExportsTest extends DashboardTestCase {

  @Test
  void theListIsExportedAsAFile() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office, east");
    HttpResponse<String> csv = signed.browser().get("/allowlist/export");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"ip-allowlist.csv\"");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.body())
        .isEqualTo("address,name,status,expires_at\r\n192.0.2.7,\"Office, east\",active,\r\n");
    assertThat(signed.browser().get("/allowlist/export?format=json").body())
        .startsWith("{\"data\":[{\"id\":")
        .contains("\"address\":\"192.0.2.7\"");
  }

  @Test
  void historyIsExportedWithALineForEachEntryOfADifference() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.change(
        signed.account(), new Change.Edit(first(signed).id(), null, "+Office", null, null));
    String csv = signed.browser().get("/history/export").body();
    assertThat(csv.lines()).hasSize(3);
    assertThat(csv)
        .contains(",changed,", ",192.0.2.7,'+Office,active,,192.0.2.7,Office,active,\r\n")
        .contains(",added,");
    assertThat(signed.browser().get("/history/export?format=json").body())
        .contains("\"revision\":2", "\"counts\":{\"added\":0,\"removed\":0,\"changed\":1}")
        .endsWith("]}\n");
  }

  @Test
  void nobodyExportsWithoutSigningIn() {
    assertThat(browser().get("/history/export").statusCode()).isEqualTo(303);
    assertThat(browser().get("/audit/export").statusCode()).isEqualTo(303);
    assertThat(browser().get("/allowlist/export").statusCode()).isEqualTo(303);
  }
}
