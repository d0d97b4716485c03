package dev.sallyport.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.outgoing.Call;
import dev.sallyport.outgoing.CallResult;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.outgoing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells webhooks, each call signed. */
final class Poster {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 2_000;
  private static final int GONE = 410;

  private final Outgoing outgoing;

  Poster(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  Attempt post(DeliveryRows.Due due, String url, List<String> keys, Instant now)
      throws InterruptedException {
    if (!(Target.parse(url) instanceof ParseResult.Parsed<Target>(Target target))) {
      return new Attempt(Attempt.Result.NEVER, null, "The URL can't be called any more.");
    }
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "Sallyport-Event",
            due.event(),
            "Sallyport-Delivery",
            due.id(),
            "Sallyport-Attempt",
            Integer.toString(due.attempts() + 1),
            "Sallyport-Signature",
            Signature.of(keys, now, due.body().getBytes(UTF_8)));
    return switch (outgoing.call(new Call(target, headers, due.body(), LONGEST, MOST_BYTES))) {
      case CallResult.Answered(int status, String body, _, _) ->
          new Attempt(result(status), status, body);
      case CallResult.Refused(String why) -> new Attempt(Attempt.Result.NEVER, null, why);
      case CallResult.Failed(String why) -> new Attempt(Attempt.Result.AGAIN, null, why);
    };
  }

  private static Attempt.Result result(int status) {
    if (status >= 200 && status < 300) {
      return Attempt.Result.DONE;
    }
    // RFC 9110 §15.5.11: it is gone, and likely for good.
    return status == GONE ? Attempt.Result.NEVER : Attempt.Result.AGAIN;
  }
}
