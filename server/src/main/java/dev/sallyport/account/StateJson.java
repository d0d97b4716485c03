package dev.sallyport.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.AccountState.StoredCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An account with all that decides its calls, as one line of JSON. Secrets are in it as hashes. */
public final class StateJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StateJson() {}

  /** Without a line break. */
  public static String write(AccountState state) {
    Account account = state.account();
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("id", account.id())
            .put("name", account.name())
            .put("plan", account.plan())
            .put("paused", account.paused())
            .put("created", account.createdAt().toEpochMilli())
            .put("number", state.changeNumber());
    ArrayNode domains = json.putArray("domains");
    account.domains().forEach(domains::add);
    json.set("list", list(state.list()));
    ArrayNode credentials = json.putArray("credentials");
    state.credentials().forEach(stored -> credentials.add(credential(stored)));
    ArrayNode lists = json.putArray("lists");
    state.credentialLists().forEach(list -> lists.add(list(list)));
    return json.toString();
  }

  private static ObjectNode list(Allowlist list) {
    List<Placed> placed = new ArrayList<>();
    list.entries().forEach(entry -> placed.add(new Placed(entry, placed.size())));
    return MAPPER
        .createObjectNode()
        .put("credential", list.ref().credentialId())
        .put("revision", list.revision())
        .put("mode", list.mode().name())
        .put("entries", EntryJson.write(placed));
  }

  private static ObjectNode credential(StoredCredential stored) {
    Credential credential = stored.credential();
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("id", credential.id())
            .put("kind", credential.kind().name())
            .put("name", credential.name())
            .put("username", credential.username())
            .put("paused", credential.paused())
            .put("created", credential.createdAt().toEpochMilli())
            .put("updated", credential.updatedAt().toEpochMilli())
            .put("hash", stored.secretHash());
    ArrayNode scopes = json.putArray("scopes");
    credential.scopes().stream().map(Scope::word).sorted().forEach(scopes::add);
    return json;
  }

  /**
   * What was written.
   *
   * @throws IllegalArgumentException where it can't be read
   */
  public static AccountState read(String line) {
    try {
      return state(MAPPER.readTree(line));
    } catch (JsonProcessingException | IllegalStateException e) {
      throw new IllegalArgumentException("A saved account can't be read.", e);
    }
  }

  private static AccountState state(JsonNode json) {
    String id = json.path("id").asText();
    List<String> domains = new ArrayList<>();
    json.path("domains").forEach(domain -> domains.add(domain.asText()));
    List<StoredCredential> credentials = new ArrayList<>();
    json.path("credentials").forEach(each -> credentials.add(credential(id, each)));
    List<Allowlist> lists = new ArrayList<>();
    json.path("lists").forEach(each -> lists.add(list(id, each)));
    return new AccountState(
        new Account(
            id,
            json.path("name").asText(),
            json.path("plan").asText(),
            json.path("paused").asBoolean(true),
            domains,
            Instant.ofEpochMilli(json.path("created").asLong())),
        json.path("number").asLong(),
        list(id, json.path("list")),
        credentials,
        lists);
  }

  private static Allowlist list(String accountId, JsonNode json) {
    return new Allowlist(
        new ListRef(accountId, json.path("credential").asText()),
        json.path("revision").asLong(),
        Mode.valueOf(json.path("mode").asText()),
        EntryJson.read(json.path("entries").asText()).stream().map(Placed::entry).toList());
  }

  private static StoredCredential credential(String accountId, JsonNode json) {
    Set<Scope> scopes = new HashSet<>();
    json.path("scopes").forEach(word -> Scope.of(word.asText()).ifPresent(scopes::add));
    return new StoredCredential(
        new Credential(
            accountId,
            json.path("id").asText(),
            CredentialKind.valueOf(json.path("kind").asText()),
            json.path("name").asText(),
            json.path("username").asText(),
            scopes,
            json.path("paused").asBoolean(true),
            Instant.ofEpochMilli(json.path("created").asLong()),
            Instant.ofEpochMilli(json.path("updated").asLong())),
        json.path("hash").asText());
  }
}
