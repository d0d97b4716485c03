package dev.sallyport.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

  @TempDir Path temporary;
  private Path folder;
  private SpoolFolder spools;

  @BeforeEach
  void openFolder() throws IOException {
    folder = temporary.resolve("spool");
    spools = SpoolFolder.open(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 600_000, 1_500_000})
  void givesBackTheBytesItTook(int size) throws IOException {
    byte[] bytes = random(size);
    try (Content content = kept(bytes, 7_919)) {
      assertThat(content.size()).isEqualTo(size);
      assertThat(bytesOf(content)).isEqualTo(bytes);
      assertThat(bytesOf(content)).isEqualTo(bytes);
    }
  }

  @Test
  void takesPiecesLongerThanItsMemory() throws IOException {
    byte[] bytes = random(900_000);
    try (Content content = kept(bytes, bytes.length)) {
      assertThat(bytesOf(content)).isEqualTo(bytes);
    }
  }

  @Test
  void takesSingleBytes() throws IOException {
    try (Spool spool = new Spool(spools, 10)) {
      spool.write('a');
      spool.write(0xe9);
      try (Content content = ((Spooled.Kept) spool.finish()).content()) {
        assertThat(bytesOf(content)).isEqualTo(new byte[] {'a', (byte) 0xe9});
        assertThat(content.isEightBit()).isTrue();
      }
    }
  }

  @Test
  void noticesOneEightBitByteInALongMessage() throws IOException {
    byte[] bytes = new byte[700_000];
    try (Content content = kept(bytes, 8_192)) {
      assertThat(content.isEightBit()).isFalse();
    }
    bytes[123_456] = (byte) 0x80;
    try (Content content = kept(bytes, 8_192)) {
      assertThat(content.isEightBit()).isTrue();
    }
  }

  @Test
  void takesAMessageOfExactlyTheMaximum() throws IOException {
    try (Spool spool = new Spool(spools, 300_000)) {
      spool.write(new byte[300_000]);
      assertThat(spool.isTooLarge()).isFalse();
      try (Content content = ((Spooled.Kept) spool.finish()).content()) {
        assertThat(content.size()).isEqualTo(300_000);
      }
    }
  }

  @Test
  void keepsNothingPastTheMaximumAndIgnoresTheRest() throws IOException {
    try (Spool spool = new Spool(spools, 300_000)) {
      spool.write(new byte[300_000]);
      spool.write('x');
      spool.write(new byte[500_000]);
      assertThat(spool.isTooLarge()).isTrue();
      assertThat(spool.finish()).isEqualTo(new Spooled.TooLarge(300_000));
    }
  }

  @Test
  void refusesToGoOnOnceFinished() throws IOException {
    try (Spool spool = new Spool(spools, 10)) {
      ((Spooled.Kept) spool.finish()).content().close();
      assertThatThrownBy(() -> spool.write('x')).isInstanceOf(IOException.class);
      assertThatThrownBy(spool::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void leavesNoFileBehind() throws IOException {
    kept(random(500_000), 10_000).close();
    try (Spool abandoned = new Spool(spools, 1_000_000)) {
      abandoned.write(random(500_000));
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void letsNobodyElseReadTheFolder() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void deletesWhatACrashLeftAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("message-left.spool"), "left over");
    Files.writeString(folder.resolve("notes.txt"), "not ours");
    SpoolFolder.open(folder);
    assertThat(files()).containsExactly("notes.txt");
  }

  private Content kept(byte[] bytes, int piece) throws IOException {
    try (Spool spool = new Spool(spools, 10_000_000)) {
      for (int at = 0; at < bytes.length; at += piece) {
        spool.write(bytes, at, Math.min(piece, bytes.length - at));
      }
      return ((Spooled.Kept) spool.finish()).content();
    }
  }

  private Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytesOf(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toByteArray();
  }
}
