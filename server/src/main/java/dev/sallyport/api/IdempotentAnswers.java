package dev.sallyport.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.IdempotencyKeys;
import dev.sallyport.account.IdempotencyKeys.Begin;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a request that carries an {@code Idempotency-Key} at most once with work. */
final class IdempotentAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotentAnswers.class);
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");
  private static final int RETRY_SECONDS = 2;

  private final IdempotencyKeys keys;

  IdempotentAnswers(IdempotencyKeys keys) {
    this.keys = keys;
  }

  /** What a request did, and whether its answer is the last word. */
  record Done(Answer answer, boolean settled) {}

  /**
   * Does the work, unless the key says that it was done.
   *
   * @param requestHash of the body
   * @param work whose answer is kept where it is settled; one that sent nothing lets the sender try
   *     again with the same key
   */
  Answer answer(Exchange exchange, String requestHash, Supplier<Done> work) {
    List<String> lines = exchange.header(HEADER);
    if (lines.isEmpty()) {
      return work.get().answer();
    }
    String key = lines.getFirst().strip();
    if (lines.size() > 1 || !KEY.matcher(key).matches()) {
      return FieldErrors.of(
              HEADER, "The Idempotency-Key must be 1 to 255 printable ASCII characters.")
          .answer(422);
    }
    String accountId = exchange.accountId();
    return switch (keys.begin(accountId, key, requestHash)) {
      case Begin.Begun _ -> begun(accountId, key, work);
      case Begin.Answered(String text) -> read(text).with("Idempotent-Replayed", "true");
      case Begin.OtherRequest _ ->
          FieldErrors.of(
                  HEADER,
                  "This Idempotency-Key was used for another request within 24 hours, so nothing"
                      + " was sent. Use a new key for a new message.")
              .answer(422);
      case Begin.UnderWay _ ->
          Answer.tryAgain(
              409,
              RETRY_SECONDS,
              "The first request with this Idempotency-Key is still under way. Try again in a"
                  + " moment to hear its answer.");
      case Begin.CutShort _ ->
          Answer.json(
              503,
              Json.object()
                  .put(
                      "message",
                      "The first request with this Idempotency-Key was cut short, so its outcome is"
                          + " unknown: it may have been sent or not. Use a new key to send it again"
                          + " all the same.")
                  .put("outcome", "unknown"));
      case Begin.TooMany _ ->
          Answer.tryAgain(
              429,
              3600,
              "This account used "
                  + IdempotencyKeys.MOST_PER_ACCOUNT
                  + " Idempotency-Keys within 24 hours, so no more can be kept.");
    };
  }

  private Answer begun(String accountId, String key, Supplier<Done> work) {
    Done done;
    try {
      done = work.get();
    } catch (Refusal e) {
      keys.release(accountId, key);
      throw e;
    } catch (RuntimeException e) {
      keys.abandon(accountId, key);
      throw e;
    }
    try {
      if (done.settled()) {
        keys.finish(accountId, key, text(done.answer()));
      } else {
        keys.release(accountId, key);
      }
    } catch (RuntimeException e) {
      // The message is gone or refused; a lost note of it must not change the sender's answer.
      LOG.error("an answer could not be filed under its idempotency key", e);
    }
    return done.answer();
  }

  private static String text(Answer answer) {
    ObjectNode json = Json.object().put("status", answer.status());
    ObjectNode headers = json.putObject("headers");
    answer.headers().forEach(headers::put);
    json.put("body", answer.body());
    return json.toString();
  }

  private static Answer read(String text) {
    try {
      JsonNode json = Json.MAPPER.readTree(text);
      Answer answer = new Answer(json.path("status").asInt(), Map.of(), json.path("body").asText());
      for (var header : json.path("headers").properties()) {
        answer = answer.with(header.getKey(), header.getValue().asText());
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that was filed can't be read", e);
    }
  }
}
