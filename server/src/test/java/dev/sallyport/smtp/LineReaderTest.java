package dev.sallyport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static WireReader sent(String text) {
    return new WireReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
        new ReplyWriter(OutputStream.nullOutputStream()));
  }

  @Test
  void linesEndWithCrlf() throws IOException {
    WireReader wire = sent("one\r\n\r\ntwo\r\n");
    assertThat(wire.line(100)).isEqualTo(new Line.Text("one"));
    assertThat(wire.line(100)).isEqualTo(new Line.Text(""));
    assertThat(wire.line(100)).isEqualTo(new Line.Text("two"));
    assertThat(wire.line(100)).isEqualTo(new Line.End());
  }

  @Test
  void aBareLineFeedIsNoLineEnd() throws IOException {
    assertThat(sent("one\ntwo\r\n").line(100)).isEqualTo(new Line.BareLineEnd());
  }

  @Test
  void aBareCarriageReturnIsNoLineEnd() throws IOException {
    assertThat(sent("one\rtwo\r\n").line(100)).isEqualTo(new Line.BareLineEnd());
    assertThat(sent("one\r\r\n").line(100)).isEqualTo(new Line.BareLineEnd());
  }

  @Test
  void theBoundCountsTheLineEnd() throws IOException {
    assertThat(sent("12345678\r\n").line(10)).isEqualTo(new Line.Text("12345678"));
    assertThat(sent("123456789\r\n").line(10)).isEqualTo(new Line.TooLong());
  }

  @Test
  void afterALongLineTheNextIsRead() throws IOException {
    WireReader wire = sent("x".repeat(60_000) + "\r\nnext\r\n");
    assertThat(wire.line(10)).isEqualTo(new Line.TooLong());
    assertThat(wire.line(10)).isEqualTo(new Line.Text("next"));
  }

  @Test
  void anEndlessLineIsGivenUp() throws IOException {
    assertThat(sent("x".repeat(70_000)).line(10)).isEqualTo(new Line.Endless());
  }

  @Test
  void aLineCutOffIsLost() throws IOException {
    assertThat(sent("QUI").line(100)).isEqualTo(new Line.End());
  }

  @Test
  void whatIsNotUtf8OrHasControlCharactersIsUnreadable() throws IOException {
    assertThat(sent("a\u00e9\r\n").line(100)).isEqualTo(new Line.Unreadable());
    assertThat(sent("a\0b\r\n").line(100)).isEqualTo(new Line.Unreadable());
    assertThat(sent("a\tb\r\n").line(100)).isEqualTo(new Line.Unreadable());
  }
}
