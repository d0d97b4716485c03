package dev.sallyport.admission;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountState;
import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.account.Scope;
import dev.sallyport.allowlist.Network;
import dev.sallyport.secret.SecretHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Builds the state of one account, {@code acme}, with a token and an SMTP user. */
final class States {
  static final String ACCOUNT = "a".repeat(24);
  static final String TOKEN_ID = "b".repeat(24);
  static final String USER_ID = "c".repeat(24);
  static final String TOKEN = "sly_token";
  static final String PASSWORD = "a password";
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private long number = 1;
  private String name = "acme";
  private boolean paused;
  private boolean tokenPaused;
  private Mode mode = Mode.ENFORCE;
  private List<String> domains = List.of();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Allowlist> own = new ArrayList<>();
  private boolean withToken = true;

  States number(long changeNumber) {
    this.number = changeNumber;
    return this;
  }

  States named(String text) {
    this.name = text;
    return this;
  }

  States paused() {
    this.paused = true;
    return this;
  }

  States tokenPaused() {
    this.tokenPaused = true;
    return this;
  }

  States withoutToken() {
    this.withToken = false;
    return this;
  }

  States monitored() {
    this.mode = Mode.MONITOR;
    return this;
  }

  States domains(String... names) {
    this.domains = List.of(names);
    return this;
  }

  States entry(String network) {
    entries.add(entryOf(network, false, null));
    return this;
  }

  States pausedEntry(String network) {
    entries.add(entryOf(network, true, null));
    return this;
  }

  States entryUntil(String network, Instant expiresAt) {
    entries.add(entryOf(network, false, expiresAt));
    return this;
  }

  States tokensOwnList(String... networks) {
    List<Entry> list = new ArrayList<>();
    for (String network : networks) {
      list.add(entryOf(network, false, null));
    }
    own.add(new Allowlist(new ListRef(ACCOUNT, TOKEN_ID), 1, Mode.ENFORCE, list));
    return this;
  }

  AccountState state() {
    Account account = new Account(ACCOUNT, name, "starter", paused, domains, NOW);
    List<StoredCredential> credentials = new ArrayList<>();
    if (withToken) {
      credentials.add(
          new StoredCredential(
              new Credential(
                  ACCOUNT,
                  TOKEN_ID,
                  CredentialKind.API_TOKEN,
                  "checkout",
                  "",
                  Set.of(Scope.EMAIL),
                  tokenPaused,
                  NOW,
                  NOW),
              SecretHash.of(TOKEN)));
    }
    credentials.add(
        new StoredCredential(
            new Credential(
                ACCOUNT,
                USER_ID,
                CredentialKind.SMTP_USER,
                "billing",
                "smtp_billing",
                Set.of(),
                false,
                NOW,
                NOW),
            SecretHash.of(PASSWORD)));
    Allowlist list = new Allowlist(ListRef.ofAccount(ACCOUNT), number, mode, entries);
    return new AccountState(account, number, list, credentials, own);
  }

  private Entry entryOf(
      String network, boolean paused, @org.jspecify.annotations.Nullable Instant expiresAt) {
    String id = "%024x".formatted(entries.size() + 1);
    return new Entry(id, Network.of(network), network, paused, expiresAt, NOW, NOW);
  }
}
