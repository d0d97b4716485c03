package dev.sallyport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataReaderTest {

  /** What came of one run. */
  private record Read(String kept, @Nullable BodyFault fault, String left) {}

  private static Read read(String wire, int piece) throws IOException {
    InputStream in =
        new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1)) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, piece));
          }
        };
    WireReader reader = new WireReader(in, new ReplyWriter(OutputStream.nullOutputStream()));
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    BodyCheck check = new BodyCheck(kept, 1_000_000, 100);
    new DataReader(reader, check, 2_000_000).read();
    StringBuilder left = new StringBuilder();
    while (reader.ready()) {
      for (int i = reader.position(); i < reader.limit(); i++) {
        left.append((char) (reader.buffer()[i] & 0xFF));
      }
      reader.consume(reader.limit());
    }
    return new Read(kept.toString(StandardCharsets.ISO_8859_1), check.fault(), left.toString());
  }

  @Test
  void theEndIsTakenOffAndWhatFollowsIsLeft() throws IOException {
    assertThat(read("a\r\n.\r\nQUIT\r\n", 100)).isEqualTo(new Read("a\r\n", null, "QUIT\r\n"));
  }

  @Test
  void anEmptyMessage() throws IOException {
    assertThat(read(".\r\n", 100)).isEqualTo(new Read("", null, ""));
  }

  @Test
  void stuffingIsTakenOff() throws IOException {
    assertThat(read("..\r\n...a\r\n.b\r\nc.\r\n.\r\n", 100).kept())
        .isEqualTo(".\r\n..a\r\nb\r\nc.\r\n");
  }

  @Test
  void aClientThatGoesAwayLeavesNoMessage() throws IOException {
    assertThat(read("a\r\n.\r", 100).fault()).isEqualTo(BodyFault.CUT_OFF);
  }

  /** However the octets are cut into pieces, what comes of it is what a plain reading finds. */
  @Test
  void piecesMakeNoDifference() throws IOException {
    Random random = new Random(20_240_118);
    String[] alphabet = {".", "\r\n", "\r\n", "a", "\r\n.", "\r", "\n", "\0"};
    for (int run = 0; run < 3_000; run++) {
      StringBuilder wire = new StringBuilder();
      int usual = run % 2 == 0 ? 5 : alphabet.length; // every other run without a fault
      for (int i = random.nextInt(12); i > 0; i--) {
        wire.append(alphabet[random.nextInt(usual)]);
      }
      wire.append("\r\n.\r\n");
      String text = wire.toString();
      for (int piece : new int[] {1, 2, 3, 1_000}) {
        assertAgrees(text, read(text, piece));
      }
    }
  }

  private static void assertAgrees(String wire, Read read) {
    int end = ("\r\n" + wire).indexOf("\r\n.\r\n");
    String message = end == 0 ? "" : wire.substring(0, end);
    boolean clean = !message.replace("\r\n", "").matches("(?s).*[\r\n\0].*");
    if (clean) {
      String unstuffed = ("\r\n" + message).replace("\r\n.", "\r\n").substring(2);
      assertThat(read.kept()).as(wire).isEqualTo(unstuffed);
      assertThat(read.fault()).as(wire).isNull();
      assertThat(read.left()).as(wire).isEqualTo(wire.substring(end + 3));
    } else {
      assertThat(read.fault()).as(wire).isIn(BodyFault.BARE_LINE_END, BodyFault.NUL);
    }
  }
}
