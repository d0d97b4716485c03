package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.ID;
import static dev.sallyport.relay.Handing.SENDER;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.TRACE;
import static dev.sallyport.relay.Handing.accepted;
import static dev.sallyport.relay.Handing.hand;
import static dev.sallyport.relay.Handing.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that stands in for a relay. */
final class OutboxRelayTest {

  @TempDir private Path folder;

  private static String id(int number) {
    return String.format("%024x", number);
  }

  private static HandOver keep(Relay relay, String owner, String id, String text) {
    Opening opening = relay.open(SENDER, owner);
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    try (Transaction transaction = ((Opening.Opened) opening).transaction()) {
      accepted(transaction, "a@example.net", "b@example.org");
      return transaction.send(id, TRACE, BytesContent.of(text));
    }
  }

  private static OutboxRelay relay(Outbox outbox) {
    return new OutboxRelay(outbox);
  }

  @Test
  void theFileHoldsTheExactBytes() throws IOException {
    String text = "Subject: x\r\n\r\n.\r\n..\r\n\u00ff no line end";
    hand(relay(Outbox.in(folder, 100_000)), BytesContent.of(text));
    assertThat(Files.readString(folder.resolve(ID + ".eml"), StandardCharsets.ISO_8859_1))
        .isEqualTo(TRACE + text);
  }

  @Test
  void theReplySaysWhereTheMessageLies() throws IOException {
    assertThat(hand(relay(Outbox.in(folder, 100_000)), BytesContent.of(TEXT)))
        .isInstanceOfSatisfying(
            HandOver.HandedOver.class,
            h -> assertThat(h.reply()).hasToString("250 2.0.0 Kept in the outbox as " + ID));
  }

  @Test
  void theEnvelopeIsKeptBeside() throws IOException {
    Outbox outbox = Outbox.in(folder, 100_000);
    keep(relay(outbox), "acme", ID, TEXT);
    OutboxMessage message = outbox.find(ID).orElseThrow();
    assertThat(message.owner()).isEqualTo("acme");
    assertThat(message.from()).isEqualTo("sender@example.com");
    assertThat(message.recipients()).containsExactly("a@example.net", "b@example.org");
    assertThat(message.size()).isEqualTo(TRACE.length() + TEXT.length());
    assertThat(Outbox.in(folder, 100_000).find(ID)).contains(message);
  }

  @Test
  void nobodyElseOnTheHostCanReadIt() throws IOException {
    keep(relay(Outbox.in(folder, 100_000)), "", ID, TEXT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(ID + ".eml"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aFullOutboxRefusesForNow() throws IOException {
    OutboxRelay relay = relay(Outbox.in(folder, 1000));
    assertThat(keep(relay, "", id(1), TEXT)).isInstanceOf(HandOver.HandedOver.class);
    assertThat(keep(relay, "", id(2), TEXT + "x".repeat(900) + "\r\n"))
        .isInstanceOfSatisfying(
            HandOver.Refused.class, r -> assertThat(r.reply().toString()).startsWith("452 4.3.1 "));
    assertThat(Files.exists(folder.resolve(id(2) + ".json"))).isFalse();
    assertThat(keep(relay, "", id(3), TEXT)).isInstanceOf(HandOver.HandedOver.class);
  }

  @Test
  void aDeclaredSizeThatFindsNoRoomIsRefusedAtMail() throws IOException {
    assertThat(
            relay(Outbox.in(folder, 1000))
                .open(new ReversePath("a@example.com", false, false, 1001)))
        .isInstanceOfSatisfying(
            Opening.Refused.class, r -> assertThat(r.reply().code()).isEqualTo(452));
  }

  @Test
  void theBytesOfAnEarlierRunCount() throws IOException {
    keep(relay(Outbox.in(folder, 1000)), "", id(1), TEXT + "x".repeat(700) + "\r\n");
    assertThat(keep(relay(Outbox.in(folder, 1000)), "", id(2), TEXT + "x".repeat(100) + "\r\n"))
        .isInstanceOf(HandOver.Refused.class);
  }

  @Test
  void deletingMakesRoom() throws IOException {
    Outbox outbox = Outbox.in(folder, 1000);
    String text = TEXT + "x".repeat(500) + "\r\n";
    keep(relay(outbox), "", id(1), text);
    assertThat(keep(relay(outbox), "", id(2), text)).isInstanceOf(HandOver.Refused.class);
    assertThat(outbox.delete(id(1))).isTrue();
    assertThat(outbox.delete(id(1))).isFalse();
    assertThat(keep(relay(outbox), "", id(2), text)).isInstanceOf(HandOver.HandedOver.class);
    assertThat(outbox.newest(0, 10).messages())
        .extracting(OutboxMessage::id)
        .containsExactly(id(2));
  }

  @Test
  void theNewestComesFirstPageByPage() throws IOException {
    Outbox outbox = Outbox.in(folder, 100_000);
    for (int i = 1; i <= 5; i++) {
      keep(relay(outbox), i % 2 == 0 ? "even" : "odd", id(i), TEXT);
    }
    for (Outbox same : List.of(outbox, Outbox.in(folder, 100_000))) {
      assertThat(same.newest(1, 2).messages())
          .extracting(OutboxMessage::id)
          .containsExactly(id(4), id(3));
      assertThat(same.newest(1, 2).total()).isEqualTo(5);
      assertThat(same.newest("even", 0, 10).messages())
          .extracting(OutboxMessage::id)
          .containsExactly(id(4), id(2));
    }
  }

  @Test
  void aPageIsBounded() throws IOException {
    Outbox outbox = Outbox.in(folder, 100_000);
    assertThatThrownBy(() -> outbox.newest(0, Outbox.MAX_PAGE + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void foreignFilesAreLeftAlone() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("short.eml"), "mine");
    Files.createDirectory(folder.resolve(id(8) + ".eml"));
    Files.createSymbolicLink(folder.resolve(id(9) + ".eml"), folder.resolve("notes.txt"));
    Files.writeString(folder.resolve(id(7) + ".eml"), "a message without an envelope");
    Files.writeString(folder.resolve(id(6) + ".eml"), "a message with a broken one");
    Files.writeString(folder.resolve(id(6) + ".json"), "{\"to\": [");
    Files.writeString(folder.resolve(id(5) + ".eml"), "a message with a strange one");
    Files.writeString(folder.resolve(id(5) + ".json"), "[1, {\"from\": null}]");
    Outbox outbox = Outbox.in(folder, 100_000);
    assertThat(outbox.newest(0, 10).messages())
        .extracting(OutboxMessage::id)
        .containsExactlyInAnyOrder(id(5), id(6), id(7));
    assertThat(outbox.find(id(9))).isEmpty();
    assertThat(outbox.delete(id(8))).isFalse();
    assertThatThrownBy(() -> outbox.read(id(9))).isInstanceOf(NoSuchFileException.class);
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void anIdThatIsAPathReachesNothing() throws IOException {
    Files.writeString(folder.resolve("secret.eml"), "secret");
    Outbox outbox = Outbox.in(folder.resolve("outbox"), 100_000);
    assertThat(outbox.find("../secret")).isEmpty();
    assertThat(outbox.delete("../secret")).isFalse();
    assertThatThrownBy(() -> outbox.read("../secret")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anIdIsNeverWrittenTwice() throws IOException {
    Outbox outbox = Outbox.in(folder, 100_000);
    keep(relay(outbox), "", ID, TEXT);
    assertThat(keep(relay(outbox), "", ID, "Subject: other\r\n\r\n"))
        .isInstanceOf(HandOver.Refused.class);
    try (InputStream in = outbox.read(ID)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo(TRACE + TEXT);
    }
  }

  @Test
  void aContentThatCannotBeReadLeavesNothingBehind() throws IOException {
    Content broken =
        new Content() {
          @Override
          public long size() {
            return 100;
          }

          @Override
          public boolean isEightBit() {
            return false;
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[10]);
            throw new IOException("the disk broke");
          }

          @Override
          public void close() {
            // Nothing is held.
          }
        };
    Outbox outbox = Outbox.in(folder, 1000);
    assertThat(hand(relay(outbox), broken)).isInstanceOf(HandOver.Refused.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(hand(relay(outbox), BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
  }

  @Test
  void whatACrashLeftIsRemovedOnceNobodyCanBeWritingIt() throws IOException {
    Path old = Files.writeString(folder.resolve("." + id(1) + ".eml.part"), "half");
    Path orphan = Files.writeString(folder.resolve(id(2) + ".json"), "{}");
    Path young = Files.writeString(folder.resolve("." + id(3) + ".eml.part"), "half");
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(old, yesterday);
    Files.setLastModifiedTime(orphan, yesterday);
    Outbox.in(folder, 100_000);
    assertThat(old).doesNotExist();
    assertThat(orphan).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void manyAtOnceAreAllKept() throws IOException {
    Outbox outbox = Outbox.in(folder, 1_000_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        String id = id(i);
        threads.execute(() -> keep(relay(outbox), "", id, TEXT));
      }
    }
    assertThat(outbox.newest(0, 10).total()).isEqualTo(50);
  }

  @Test
  void withoutARecipientNothingCanBeSent() throws IOException {
    try (Transaction transaction = opened(relay(Outbox.in(folder, 1000)))) {
      assertThatThrownBy(() -> transaction.send(ID, TRACE, BytesContent.of(TEXT)))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
