package dev.sallyport.app;

import dev.sallyport.intake.Messages;
import dev.sallyport.relay.Outbox;
import dev.sallyport.relay.OutboxRelay;
import dev.sallyport.relay.Relay;
import dev.sallyport.relay.RelaySetting;
import dev.sallyport.relay.RelayUrl;
import dev.sallyport.relay.SmtpRelay;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Where mail leaves by, as {@code relay.url} says: the outbox, or SMTP servers. */
record Exit(Relay relay, Messages messages) {

  /**
   * @throws IOException where the outbox's folder can't be made
   */
  static Exit of(Settings settings) throws IOException {
    return switch (settings.relay()) {
      case RelaySetting.ToOutbox() -> {
        Outbox outbox = Outbox.in(settings.dataDir().resolve("outbox"), settings.outboxMaxBytes());
        yield new Exit(new OutboxRelay(outbox), Messages.keptIn(outbox));
      }
      case RelaySetting.ToServers(var urls) ->
          new Exit(new SmtpRelay(urls, settings.relayTimeout()), Messages.handedTo(names(urls)));
    };
  }

  /** The servers by host and port: who logs in there is no member's to know. */
  private static String names(List<RelayUrl> urls) {
    return urls.stream()
        .map(url ->
            (url.host().contains(":") ? "[" + url.host() + "]" : url.host()) + ":" + url.port())
        .collect(Collectors.joining(", "));
  }

  boolean isOutbox() {
    return messages.relay().isEmpty();
  }
}
