package dev.sallyport.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.RecentCaller;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Callers of late as answers have them, each with its credential.
 *
 * @param credentials the account's, by id
 */
record CallerJson(Map<String, Credential> credentials) {

  static CallerJson of(Credentials credentials, String accountId) {
    return new CallerJson(
        Arrays.stream(CredentialKind.values())
            .flatMap(kind -> credentials.list(accountId, kind).stream())
            .collect(Collectors.toMap(Credential::id, Function.identity())));
  }

  ObjectNode json(RecentCaller caller) {
    ObjectNode json =
        Json.object().put("address", caller.address().toString()).put("channel", caller.channel());
    Credential credential = credentials.get(caller.credentialId());
    if (credential == null) {
      // Deleted since the callers were read.
      json.putNull("credential");
    } else {
      json.putObject("credential")
          .put("id", credential.id())
          .put("name", credential.name())
          .put("kind", credential.kind() == CredentialKind.API_TOKEN ? "api_token" : "smtp_user");
    }
    return json.put("calls", caller.calls())
        .put("first_seen_at", Json.time(caller.firstSeenAt()))
        .put("last_seen_at", Json.time(caller.lastSeenAt()));
  }
}
