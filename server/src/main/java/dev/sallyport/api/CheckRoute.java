package dev.sallyport.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.account.ListRef;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Would this address be allowed, by which entry, and if not, why. */
final class CheckRoute {
  private final Allowlists allowlists;
  private final Credentials credentials;
  private final InstantSource clock;

  CheckRoute(Allowlists allowlists, Credentials credentials, InstantSource clock) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.clock = clock;
  }

  Route route(ListTarget target) {
    return target.read("/check", this::check);
  }

  private Answer check(Exchange exchange, ListTarget target) {
    FieldErrors errors = new FieldErrors();
    IpAddress address = address(exchange.query("address"), errors);
    List<String> channels = exchange.query("channel");
    if (channels.size() > 1 || !List.of("api", "smtp", "").containsAll(channels)) {
      errors.add("channel", "The channel must be api or smtp.");
    }
    errors.throwIfAny();
    if (address == null) {
      throw new IllegalStateException("an address without mistakes is there");
    }
    ListRef ref = target.of(exchange, credentials);
    Instant now = clock.instant();
    Finding finding = find(ListRef.ofAccount(ref.accountId()), address, now);
    if (finding.verdict().allowed() && !ref.isAccountList()) {
      finding = find(ref, address, now);
    }
    return Answer.json(200, json(address, finding, now));
  }

  private static @Nullable IpAddress address(List<String> values, FieldErrors errors) {
    if (values.size() != 1 || values.getFirst().isEmpty()) {
      errors.add("address", "The address to check is missing: ?address=192.0.2.1");
      return null;
    }
    return switch (IpAddress.parse(values.getFirst())) {
      case ParseResult.Parsed<IpAddress>(IpAddress address) -> address;
      case ParseResult.Malformed<IpAddress>(String message, _) -> {
        errors.add("address", message);
        yield null;
      }
    };
  }

  private Finding find(ListRef ref, IpAddress address, Instant now) {
    Allowlist list =
        allowlists
            .find(ref)
            .orElseThrow(() -> Refusal.of(404, "There is no such list in this account."));
    return Finding.of(list, address, now);
  }

  private static ObjectNode json(IpAddress address, Finding finding, Instant now) {
    ObjectNode answer = Json.object();
    ObjectNode data =
        answer
            .putObject("data")
            .put("address", address.toString())
            .put("verdict", finding.verdict().allowed() ? "allowed" : "denied")
            .put("reason", finding.reason());
    Entry entry = finding.entry();
    if (entry == null) {
      data.putNull("entry");
    } else {
      data.set("entry", EntryJson.of(entry, now));
    }
    data.put("revision", finding.list().revision());
    return answer;
  }
}
