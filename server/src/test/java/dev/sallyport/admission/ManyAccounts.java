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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Accounts as a large service has them: five mixed entries, API tokens and one SMTP user each. */
final class ManyAccounts {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  private ManyAccounts() {}

  /**
   * @param secret the hash of its first token's secret
   * @param listed an address on its list
   */
  record Made(
      AccountState state,
      AccountPicture picture,
      HashedSecret secret,
      String username,
      IpAddress listed) {}

  /** An account of that number, with all else drawn from the seed. */
  static Made one(int number, long seed, int tokens) {
    Random random = new Random(seed);
    String id = "%024x".formatted(number * 0x9e37_79b9L);
    List<StoredCredential> credentials = new ArrayList<>();
    for (int i = 0; i < tokens; i++) {
      credentials.add(credential(id, CredentialKind.API_TOKEN, "", random));
    }
    String username = "smtp_" + hex(random, 8);
    credentials.add(credential(id, CredentialKind.SMTP_USER, username, random));
    List<Entry> entries = entries(random);
    return made(number, id, credentials, username, entries);
  }

  /** The one account with the other's SMTP user for its own. */
  static AccountPicture withUserOf(Made account, Made other) {
    return made(
            2,
            account.state().account().id(),
            List.of(other.state().credentials().getLast()),
            other.username(),
            account.state().list().entries())
        .picture();
  }

  private static Made made(
      int number,
      String id,
      List<StoredCredential> credentials,
      String username,
      List<Entry> entries) {
    AccountState state =
        new AccountState(
            new Account(id, "account " + number, "professional", false, List.of(), MADE),
            1,
            new Allowlist(ListRef.ofAccount(id), 1, Mode.ENFORCE, entries),
            credentials,
            List.of());
    return new Made(
        state,
        new AccountPicture(state),
        HashedSecret.ofHash(credentials.getFirst().secretHash()),
        username,
        entries.getFirst().network().base());
  }

  private static StoredCredential credential(
      String account, CredentialKind kind, String username, Random random) {
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
        hex(random, HashedSecret.BYTES));
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
}
