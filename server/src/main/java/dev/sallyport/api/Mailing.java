package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.intake.Call;
import dev.sallyport.intake.Intake;
import dev.sallyport.message.Composer;
import dev.sallyport.message.Composition;
import dev.sallyport.message.EmailDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes mail of a request's JSON and sends it. */
final class Mailing {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 12;
  private static final Set<String> FROM_TEMPLATE = Set.of("subject", "text", "html");

  private final Composer composer;
  private final Sending sending;
  private final InstantSource clock;

  Mailing(Composer composer, Intake intake, InstantSource clock) {
    this.composer = composer;
    this.sending = new Sending(intake);
    this.clock = clock;
  }

  /**
   * Reads a message and composes it.
   *
   * @return what is to be sent, to be closed by the caller
   * @throws Refusal with all mistakes at once
   */
  Composition.Composed compose(JsonNode json) {
    FieldErrors errors = new FieldErrors();
    EmailDraft draft = EmailReader.read(json, errors, clock);
    if (!errors.isEmpty()) {
      // What a template would have filled in is not missed.
      boolean template = errors.has("template_id");
      Map<String, List<String>> more = new LinkedHashMap<>(composer.problems(draft));
      more.keySet().removeIf(field -> template && FROM_TEMPLATE.contains(field));
      errors.addMissing(more);
      throw new Refusal(errors.answer(422));
    }
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    try {
      return switch (composer.compose(draft, HexFormat.of().formatHex(id))) {
        case Composition.Composed composed -> composed;
        case Composition.Invalid(var all) -> throw new Refusal(FieldErrors.of(all).answer(422));
        case Composition.TooLarge(long maxBytes) ->
            throw Refusal.of(
                413,
                "The message would be larger than the "
                    + maxBytes
                    + " bytes that are taken here, so nothing was sent.");
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Sent send(Exchange exchange, Composition.Composed mail) {
    Call call = new Call(exchange.caller(), exchange.peer().client(), "", exchange.protocol());
    return sending.send(call, mail.from(), mail.recipients(), mail.content());
  }
}
