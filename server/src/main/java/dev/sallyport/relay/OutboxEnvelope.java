package dev.sallyport.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The envelope of a kept message as JSON: id, owner, from, to, kept_at. */
final class OutboxEnvelope {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A thousand recipients of the longest kind; what is longer was not written by us. */
  private static final int MAX_BYTES = 1024 * 1024;

  private OutboxEnvelope() {}

  static byte[] json(
      String id, String owner, String from, List<String> recipients, Instant keptAt) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", id).put("owner", owner).put("from", from);
    ArrayNode to = node.putArray("to");
    recipients.forEach(to::add);
    node.put("kept_at", keptAt.toString());
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a file says of a message; a file that is missing or not as we write them says nothing of
   * sender and recipients.
   *
   * @param fallback the time to take where the file names none
   */
  static OutboxMessage read(Path file, String id, long size, Instant fallback) throws IOException {
    JsonNode node = JSON.createObjectNode();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        node = JSON.readTree(in.readNBytes(MAX_BYTES));
      } catch (JsonProcessingException e) {
        // Not ours, or damaged: the message is still there to be read.
      }
    }
    List<String> recipients = new ArrayList<>();
    node.path("to").forEach(to -> recipients.add(to.asText()));
    return new OutboxMessage(
        id,
        node.path("owner").asText(""),
        node.path("from").asText(""),
        recipients,
        size,
        time(node.path("kept_at").asText(""), fallback));
  }

  private static Instant time(String text, Instant fallback) {
    try {
      return text.isEmpty() ? fallback : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return fallback;
    }
  }
}
