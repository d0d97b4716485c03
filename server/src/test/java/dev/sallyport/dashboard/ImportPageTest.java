package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Entry;
import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportPageTest extends DashboardTestCase {
  private static final String PREVIEW = "/allowlist/import/preview";
  private static final String ADD = "/allowlist/import";

  @Test
  void aPastedColumnIsPreviewedAndThenAdded() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String text = "192.0.2.7\n# our own\n198.51.100.0/24 # Depot\n2001:db8::1 Data centre\n";

    HttpResponse<String> preview = send(signed, PREVIEW, text, Map.of());

    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body())
        .contains("Read as a column of addresses", "2\u00a0entries are new")
        .contains("Depot", "<ins>198.51.100.0/24</ins>", "Data centre", "<ins>2001:db8::1</ins>")
        .contains("1\u00a0address is on the list already", "Add 2\u00a0entries");
    assertThat(house.list(signed.account()).entries()).hasSize(1);

    assertThat(send(signed, ADD, text, Map.of()).statusCode()).isEqualTo(303);
    assertThat(house.list(signed.account()).entries())
        .extracting(Entry::name)
        .containsExactly("Office", "Depot", "Data centre");
    assertThat(house.list(signed.account()).revision()).isEqualTo(2);
    assertThat(signed.browser().get("/allowlist").body())
        .contains("2\u00a0entries are added to the list.");
  }

  @Test
  void eachBadLineIsExplainedAndNothingOfTheTextIsLost() {
    Signed signed = owner();
    String text = "address,name\n192.0.2.1,One\n203.0.113.7/24,Two\n010.0.0.1,Three\n";

    HttpResponse<String> answer = send(signed, PREVIEW, text, Map.of());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("2\u00a0lines can't be used")
        .contains("line 3", "Did you mean 203.0.113.0/24, or 203.0.113.7?", "line 4")
        .contains("203.0.113.7/24,Two\n010.0.0.1,Three")
        .doesNotContain("formaction");
    assertThat(send(signed, ADD, text, Map.of()).statusCode()).isEqualTo(422);
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void whatOnlyTheListFindsWrongIsToldByLineToo() {
    Signed signed = owner();
    String text =
        "[{\"address\":\"192.0.2.1\",\"name\":\"One\",\"expires_at\":\"2020-01-01T00:00:00Z\"}]";
    HttpResponse<String> answer = send(signed, PREVIEW, text, Map.of());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("entry 1");
  }

  @Test
  void aNameIsAskedForOnceWhereEntriesHaveNone() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    HttpResponse<String> asked = send(signed, PREVIEW, "192.0.2.1\n192.0.2.2\n", Map.of());
    assertThat(asked.statusCode()).isEqualTo(422);
    assertThat(asked.body()).contains("2\u00a0addresses have no name.");

    send(signed, ADD, "192.0.2.1\n192.0.2.2\n", Map.of("name", "Runners"));
    assertThat(house.list(signed.account()).entries())
        .extracting(Entry::name)
        .containsExactly("Office", "Runners", "Runners");
  }

  @Test
  void whatMustBeAcknowledgedIsAsked() {
    Signed signed = owner();
    assertThat(send(signed, PREVIEW, "192.0.2.1 One", Map.of()).body())
        .contains("value=\"closes_account\"");
    assertThat(send(signed, ADD, "192.0.2.1 One", Map.of()).statusCode()).isEqualTo(409);
    assertThat(house.list(signed.account()).entries()).isEmpty();
    assertThat(
            send(signed, ADD, "192.0.2.1 One", Map.of("acknowledge", "closes_account"))
                .statusCode())
        .isEqualTo(303);
    assertThat(house.list(signed.account()).entries()).hasSize(1);
  }

  @Test
  void aFileIsReadAndPutWhereItCanBeEdited() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    Map<String, String> fields = fields(signed);
    fields.put("text", "");
    HttpResponse<String> answer =
        signed
            .browser()
            .upload(
                PREVIEW,
                fields,
                "address,name\n192.0.2.9,\"=Depot\"\n".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Read as CSV", "192.0.2.9,\"=Depot\"");
  }

  @Test
  void aFileThatIsNoTextIsRefusedAndTheTextKept() {
    Signed signed = owner();
    Map<String, String> fields = fields(signed);
    fields.put("text", "192.0.2.1 typed");
    HttpResponse<String> answer =
        signed.browser().upload(PREVIEW, fields, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("not UTF-8 text", "192.0.2.1 typed");
  }

  @Test
  void tooMuchIsRefused() {
    Signed signed = owner();
    Map<String, String> fields = fields(signed);
    assertThat(signed.browser().upload(PREVIEW, fields, new byte[Uploads.MAX_BYTES]).statusCode())
        .isEqualTo(413);
  }

  @Test
  void anImportAgainstAnOlderListIsHeldBack() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    Map<String, String> fields = fields(signed);
    house.add(signed.account(), "192.0.2.8", "Branch");
    fields.put("text", "192.0.2.9 Depot");
    HttpResponse<String> answer = signed.browser().upload(ADD, fields, new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(answer.body()).contains("192.0.2.9 Depot", "changed by someone else");
  }

  @Test
  void aViewerImportsNothing() {
    Signed signed = signed("professional", Role.VIEWER);
    assertThat(signed.browser().get("/allowlist/import").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> send(
      Signed signed, String path, String text, Map<String, String> more) {
    Map<String, String> fields = fields(signed);
    fields.put("text", text);
    fields.putAll(more);
    return signed.browser().upload(path, fields, new byte[0]);
  }

  private static Map<String, String> fields(Signed signed) {
    return new LinkedHashMap<>(Browser.hidden(signed.browser().get("/allowlist/import").body()));
  }

  @Test
  void everyWordThatAnImportAsksForIsAskedAtOnce() {
    Signed signed = owner();
    house.called(signed.account(), "billing", "127.0.0.1", 3);
    String text = "192.0.2.1 One";
    assertThat(send(signed, PREVIEW, text, Map.of()).body()).contains("value=\"denies_caller\"");

    Map<String, String> some = Map.of("acknowledge", "denies_caller");
    HttpResponse<String> asked = send(signed, ADD, text, some);

    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body())
        .contains("value=\"closes_account\"", "value=\"denies_recent_callers\"")
        .contains("value=\"denies_caller\" required checked");
  }
}
