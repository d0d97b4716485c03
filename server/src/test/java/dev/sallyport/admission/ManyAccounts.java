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
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Accounts as a large service has them: five mixed entries, API tokens and one SMTP user each. */
public final class ManyAccounts {
  private static final int CHUNK = 2_000;
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  private ManyAccounts() {}

  /**
   * @param token the secret of its first token
   * @param listed an IPv4 address on its list
   */
  public record Made(AccountState state, String token, String username, IpAddress listed) {
    AccountPicture picture() {
      return new AccountPicture(state);
    }

    HashedSecret secret() {
      return HashedSecret.of(token);
    }
  }

  /** An account of that number, with all else drawn from the seed. */
  public static Made one(int number, long seed, int tokens) {
    Random random = new Random(seed);
    // Spread over all digits, as ids are.
    String id = "%016x%08x".formatted(number * 0x9e37_79b9_7f4a_7c15L, number);
    List<StoredCredential> credentials = new ArrayList<>();
    for (int i = 0; i < tokens; i++) {
      credentials.add(credential(id, CredentialKind.API_TOKEN, "", secret(seed, i), random));
    }
    String username = "smtp_" + hex(random, 8);
    credentials.add(credential(id, CredentialKind.SMTP_USER, username, password(seed), random));
    return made(number, id, credentials, secret(seed, 0), username, entries(random));
  }

  /** The password of the SMTP user of an account of that seed. */
  public static String password(long seed) {
    return "password " + seed;
  }

  private static String secret(long seed, int token) {
    return "sly_" + seed + "_" + token;
  }

  /** The one account with the other's SMTP user for its own. */
  static AccountPicture withUserOf(Made account, Made other) {
    return made(
            2,
            account.state().account().id(),
            List.of(other.state().credentials().getLast()),
            "",
            other.username(),
            account.state().list().entries())
        .picture();
  }

  private static Made made(
      int number,
      String id,
      List<StoredCredential> credentials,
      String token,
      String username,
      List<Entry> entries) {
    AccountState state =
        new AccountState(
            new Account(id, "account " + number, "professional", false, List.of(), MADE),
            1,
            new Allowlist(ListRef.ofAccount(id), 1, Mode.ENFORCE, entries),
            credentials,
            List.of());
    return new Made(state, token, username, entries.getFirst().network().base());
  }

  private static StoredCredential credential(
      String account, CredentialKind kind, String username, String secret, Random random) {
    return new StoredCredential(
        new Credential(
            account,
            hex(random, Id.BYTES),
            kind,
            username.isEmpty() ? "checkout" : "billing",
            username,
            username.isEmpty() ? Set.of(Scope.EMAIL) : Set.of(),
            false,
            MADE,
            MADE),
        SecretHash.of(secret));
  }

  private static List<Entry> entries(Random random) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int length = i == 0 ? 32 : 24 + random.nextInt(9);
      entries.add(entry(IpAddress.v4(random.nextInt() & -1 << (32 - length)), length, random));
    }
    for (int i = 0; i < 2; i++) {
      long high = 0x2000_0000_0000_0000L | (random.nextLong() >>> 3);
      entries.add(entry(IpAddress.v6(high, 0), i == 0 ? 64 : 128, random));
    }
    return entries;
  }

  private static Entry entry(IpAddress base, int length, Random random) {
    return new Entry(
        hex(random, Id.BYTES), Network.of(base, length), "an entry", false, null, MADE, MADE);
  }

  private static String hex(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Stores accounts of the numbers from 1, each of the seed of its number, with two tokens. */
  public static void fill(Store store, int accounts) {
    for (int from = 1; from <= accounts; from += CHUNK) {
      int first = from;
      int end = Math.min(accounts, from + CHUNK - 1);
      store.write(handle -> {
        List<AccountState> states = new ArrayList<>();
        for (int i = first; i <= end; i++) {
          states.add(one(i, i, 2).state());
        }
        insert(handle, states);
        return true;
      });
    }
  }

  private static void insert(Handle handle, List<AccountState> states) {
    try (PreparedBatch accounts =
            handle.prepareBatch("INSERT INTO account VALUES (?, ?, ?, ?, ?, NULL, ?)");
        PreparedBatch credentials =
            handle.prepareBatch("INSERT INTO credential VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedBatch lists = handle.prepareBatch("INSERT INTO allowlist VALUES (?, '', 1, ?)");
        PreparedBatch entries =
            handle.prepareBatch(
                "INSERT INTO allowlist_entry (account_id, credential_id, entry_id, place, network,"
                    + " name, paused, created_at, updated_at) VALUES (?, '', ?, ?, ?, ?, ?, ?, ?)")) {
      for (AccountState state : states) {
        String id = state.account().id();
        long made = state.account().createdAt().toEpochMilli();
        accounts.add(id, state.account().name(), state.account().plan(), false, made, 0);
        for (StoredCredential stored : state.credentials()) {
          String username = stored.credential().username();
          credentials.add(
              id,
              stored.credential().id(),
              stored.credential().kind().name(),
              stored.credential().name(),
              username.isEmpty() ? null : username,
              stored.secretHash(),
              username.isEmpty() ? "email" : "",
              false,
              made,
              made);
        }
        lists.add(id, state.list().mode().name());
        int place = 0;
        for (Entry entry : state.list().entries()) {
          entries.add(
              id, entry.id(), place++, entry.network().toString(), entry.name(), false, made, made);
        }
      }
      accounts.execute();
      credentials.execute();
      lists.execute();
      entries.execute();
    }
  }
}
