package dev.sallyport.alert;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, in the words for a mail and the data for a webhook.
 *
 * @param subject one line of at most 200 characters
 * @param text plain text
 * @param data what a webhook gets under {@code data}
 */
record Notice(AlertEvent event, Instant at, String subject, String text, Map<String, Object> data) {
  private static final int SUBJECT_LENGTH = 200;

  Notice {
    subject = cut(subject);
  }

  private static String cut(String text) {
    if (text.length() <= SUBJECT_LENGTH) {
      return text;
    }
    int end = SUBJECT_LENGTH - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
