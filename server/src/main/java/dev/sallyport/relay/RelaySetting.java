package dev.sallyport.relay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What {@code relay.url} says: the outbox, or one SMTP server or more in the order of trying. */
public sealed interface RelaySetting {

  /** Most servers in one setting. */
  int MAX_SERVERS = 16;

  /** Messages are kept in a folder. */
  record ToOutbox() implements RelaySetting {}

  /**
   * Messages go to the first of these that can be reached.
   *
   * @param urls one to {@value RelaySetting#MAX_SERVERS}, all different
   */
  record ToServers(List<RelayUrl> urls) implements RelaySetting {
    public ToServers {
      if (urls.isEmpty() || urls.size() > MAX_SERVERS) {
        throw new IllegalArgumentException(
            "relay.url names " + urls.size() + " servers; 1 to " + MAX_SERVERS + " are possible");
      }
      urls = List.copyOf(urls);
    }
  }

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException with one line that names the setting and what is wrong, and
   *     never shows a password
   */
  static RelaySetting parse(String value) {
    String trimmed = value.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("relay.url is empty; say outbox or smtp://host:port");
    }
    if (trimmed.equals("outbox")) {
      return new ToOutbox();
    }
    List<RelayUrl> urls = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String part : trimmed.split(",", -1)) {
      String one = part.strip();
      if (one.equals("outbox")) {
        throw new IllegalArgumentException(
            "relay.url: outbox stands alone, it can't be one of several");
      }
      RelayUrl url = RelayUrl.parse(one);
      if (!seen.add(url.host() + ":" + url.port())) {
        throw new IllegalArgumentException("relay.url names " + url + " twice");
      }
      urls.add(url);
    }
    return new ToServers(urls);
  }
}
