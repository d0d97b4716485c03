package dev.sallyport.message;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a MIME message (RFC 5322, 2045) of a draft. Safe for use by many threads. */
public final class Composer {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final SpoolFolder folder;
  private final long maxBytes;
  private final InstantSource clock;

  /**
   * A composer.
   *
   * @param folder for messages too long for memory
   * @param maxBytes the most bytes a composed message may have
   */
  public Composer(SpoolFolder folder, long maxBytes, InstantSource clock) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /** All that is wrong with the draft, by field; nothing is composed. */
  public Map<String, List<String>> problems(EmailDraft draft) {
    DraftCheck check = new DraftCheck(draft);
    var _ = check.check();
    return check.errors().toMap();
  }

  /**
   * Checks a draft and composes it.
   *
   * @param id the left side of its Message-ID, whose right side is the author's domain: letters,
   *     digits, dot, hyphen and underscore, unlike any other message's
   */
  public Composition compose(EmailDraft draft, String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not fit for a Message-ID: " + id);
    }
    DraftCheck check = new DraftCheck(draft);
    CheckedDraft checked = check.check();
    if (checked == null) {
      return new Composition.Invalid(check.errors().toMap());
    }
    try (Spool spool = new Spool(folder, maxBytes)) {
      MimeDraft.compose(checked, id, clock.instant()).writeTo(spool);
      return switch (spool.finish()) {
        case Spooled.Kept(Content content) -> composed(checked, content);
        case Spooled.TooLarge(long max) -> new Composition.TooLarge(max);
      };
    } catch (MessagingException e) {
      throw new IOException("a checked draft can't be composed", e);
    }
  }

  private static Composition.Composed composed(CheckedDraft draft, Content content) {
    ReversePath from =
        new ReversePath(
            draft.from().address().toAscii(),
            draft.needsSmtpUtf8(),
            content.isEightBit(),
            content.size());
    return new Composition.Composed(from, draft.recipients(), content);
  }
}
