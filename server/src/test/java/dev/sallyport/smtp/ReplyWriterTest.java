package dev.sallyport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {

  private static String written(Reply reply, boolean utf8) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReplyWriter writer = new ReplyWriter(out);
    writer.write(reply, utf8);
    writer.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allLinesButTheLastHaveADash() throws IOException {
    assertThat(written(new Reply(250, List.of("a", "b")), false)).isEqualTo("250-a\r\n250 b\r\n");
  }

  @Test
  void aTextCantBeginAReplyOfItsOwn() throws IOException {
    assertThat(written(Reply.of(550, "no\r\n250 yes"), false)).isEqualTo("550 no??250 yes\r\n");
  }

  @Test
  void onlyWhoTakesUtf8GetsIt() throws IOException {
    assertThat(written(Reply.of(550, "für"), false)).isEqualTo("550 f?r\r\n");
    assertThat(written(Reply.of(550, "für"), true)).isEqualTo("550 für\r\n");
  }

  @Test
  void aLineIsAtMost512Octets() throws IOException {
    assertThat(written(Reply.of(550, "x".repeat(2_000)), false)).hasSize(512);
    assertThat(written(Reply.of(550, "x" + "ü".repeat(600)), true))
        .isEqualTo("550 x" + "ü".repeat(252) + "\r\n");
  }
}
