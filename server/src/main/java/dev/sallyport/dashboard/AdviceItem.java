package dev.sallyport.dashboard;

import dev.sallyport.activity.Advice;
import dev.sallyport.activity.Advisor;
import java.time.Instant;
import java.util.List;

/**
 * A piece of advice in words.
 *
 * @param text why, in a sentence
 * @param addresses set off at its end; may be empty
 */
record AdviceItem(
    String id,
    String name,
    String address,
    String kind,
    String text,
    List<String> addresses,
    List<AdvicePages.Step> steps) {

  static AdviceItem of(Advice advice, Instant now) {
    return new AdviceItem(
        advice.entry().id(),
        advice.entry().name(),
        advice.entry().network().toString(),
        advice.kind(),
        text(advice, now),
        advice instanceof Advice.Narrow narrow
            ? narrow.used().stream().map(Object::toString).toList()
            : List.of(),
        AdvicePages.steps(advice));
  }

  private static String text(Advice advice, Instant now) {
    return switch (advice) {
      case Advice.Unused unused -> {
        Instant last = unused.lastUsed();
        yield last == null
            ? "Never used, and nothing came in by it for " + Advisor.DAYS + " days."
            : "Not used since " + When.day(last, now) + ".";
      }
      case Advice.Narrow narrow ->
          Words.capital(Words.size(narrow.entry().network()))
              + ", of which "
              + Words.count(narrow.used().size(), "was", "were")
              + " used in "
              + Advisor.DAYS
              + " days:";
      case Advice.Covered covered ->
          "Already covered by " + covered.wider().name() + ", " + covered.wider().network() + ".";
      case Advice.Expired expired -> "Expired on " + When.day(expired.at(), now) + ".";
    };
  }
}
