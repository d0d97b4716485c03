package dev.sallyport.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.allowlist.Network;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.outgoing.Reach;
import dev.sallyport.range.RangeResult.Found;
import dev.sallyport.range.RangeResult.Unchanged;
import dev.sallyport.range.RangeResult.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // made before each test
class RangesTest {
  private static final Reach LOOPBACK = new Reach(List.of(Network.of("127.0.0.0/8")));

  private PublishedFile published;

  @BeforeEach
  void publish() throws Exception {
    published = new PublishedFile("192.0.2.0/24\n198.51.100.0/24\n");
  }

  @AfterEach
  void close() {
    published.close();
  }

  private RangeResult fetch(Reach reach, boolean plainHttp, @Nullable String etag)
      throws Exception {
    try (Outgoing outgoing = new Outgoing(reach, "Sallyport/test")) {
      return new Ranges(outgoing, plainHttp).follow(published.url(), "", Family.ANY, etag);
    }
  }

  private static String wrong(RangeResult result) {
    assertThat(result).isInstanceOf(Wrong.class);
    return ((Wrong) result).field() + ": " + ((Wrong) result).text();
  }

  @Test
  void hasAFileAndAsksAgainByItsTag() throws Exception {
    RangeResult first = fetch(LOOPBACK, true, null);
    assertThat(first).isInstanceOf(Found.class);
    assertThat(((Found) first).networks()).hasSize(2);
    assertThat(fetch(LOOPBACK, true, ((Found) first).etag())).isEqualTo(new Unchanged());
    published.publish("192.0.2.0/24\n");
    assertThat(fetch(LOOPBACK, true, ((Found) first).etag())).isInstanceOf(Found.class);
  }

  @Test
  void doesNotCallInside() throws Exception {
    assertThat(wrong(fetch(new Reach(List.of()), true, null)))
        .contains("url: ", "a network that is not called");
    assertThat(published.asked()).isEmpty();
  }

  @Test
  void callsByHttpsUnlessASettingSaysOtherwise() throws Exception {
    assertThat(wrong(fetch(LOOPBACK, false, null))).contains("https://");
    assertThat(published.asked()).isEmpty();
  }

  @Test
  void followsNoRedirect() throws Exception {
    published.answerWith(302);
    assertThat(wrong(fetch(LOOPBACK, true, null))).contains("302, a redirect");
    assertThat(published.asked()).containsExactly("/ranges");
  }

  @Test
  void takesNoFileThatIsTooLarge() throws Exception {
    published.publish("192.0.2.1\n".repeat(900_000));
    assertThat(wrong(fetch(LOOPBACK, true, null))).contains("at most 8 MiB");
  }

  @Test
  void takesNoAnswerButTheFile() throws Exception {
    published.answerWith(500);
    assertThat(wrong(fetch(LOOPBACK, true, null))).isEqualTo("url: The server answers 500.");
  }

  @Test
  void takesNoAnswerThatNothingChangedWhereNothingIsKnown() throws Exception {
    published.answerWith(304);
    assertThat(wrong(fetch(LOOPBACK, true, null))).startsWith("url: The server answers 304");
    assertThat(fetch(LOOPBACK, true, "\"1\"")).isEqualTo(new Unchanged());
  }
}
