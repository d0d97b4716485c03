package dev.sallyport.app;

import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import dev.sallyport.file.JsonText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Credentials as commands answer them; the shapes are those of the API. */
final class CredentialJson {
  private CredentialJson() {}

  static Map<String, @Nullable Object> of(Credential credential, @Nullable Instant lastUsed) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", credential.id());
    json.put("name", credential.name());
    if (credential.kind() == CredentialKind.API_TOKEN) {
      json.put("scopes", scopes(credential));
    } else {
      json.put("username", credential.username());
    }
    json.put("status", AccountCommand.status(credential.paused()));
    json.put("created_at", JsonText.time(credential.createdAt()));
    json.put("updated_at", JsonText.time(credential.updatedAt()));
    json.put("last_used_at", JsonText.time(lastUsed));
    return json;
  }

  /** With its secret, this once. */
  static Map<String, Object> of(NewCredential made) {
    Credential credential = made.credential();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", credential.id());
    json.put("name", credential.name());
    if (credential.kind() == CredentialKind.API_TOKEN) {
      json.put("token", made.secret());
      json.put("scopes", scopes(credential));
    } else {
      json.put("username", credential.username());
      json.put("password", made.secret());
    }
    return json;
  }

  /** The words of its scopes, always in the same order. */
  static List<String> scopes(Credential credential) {
    return credential.scopes().stream().sorted().map(Scope::word).toList();
  }
}
