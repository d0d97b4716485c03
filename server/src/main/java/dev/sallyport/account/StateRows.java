package dev.sallyport.account;

import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Reads accounts with all that decides their calls. */
final class StateRows {
  /** Accounts read at once: few enough to hold, many enough that statements do not count. */
  private static final int PAGE = 500;

  private StateRows() {}

  static Optional<AccountState> load(Handle handle, String accountId) {
    return AccountRows.numbered(handle, accountId)
        .map(account -> assemble(handle, Which.of(accountId), List.of(account)).getFirst());
  }

  /** Those of these accounts that are not gone. */
  static void load(
      Handle handle,
      List<String> accountIds,
      Consumer<AccountState> sink,
      Consumer<AccountState> damaged) {
    Which which = Which.of(accountIds);
    load(handle, which, AccountRows.numbered(handle, which), sink, damaged);
  }

  /**
   * Accounts in the order of their ids.
   *
   * @param after the id after which they begin
   * @param end the last that is wanted; empty for all
   * @param damaged takes an account whose lists can't be read, with a list that lets nobody in
   * @return the id after which the next page begins; empty where this is the last
   */
  static String page(
      Handle handle,
      String after,
      String end,
      Consumer<AccountState> sink,
      Consumer<AccountState> damaged) {
    List<AccountRows.Numbered> page = AccountRows.page(handle, after, end, PAGE);
    if (page.isEmpty()) {
      return "";
    }
    String last = page.getLast().account().id();
    load(handle, Which.between(page.getFirst().account().id(), last), page, sink, damaged);
    return page.size() == PAGE ? last : "";
  }

  private static void load(
      Handle handle,
      Which which,
      List<AccountRows.Numbered> accounts,
      Consumer<AccountState> sink,
      Consumer<AccountState> damaged) {
    List<AccountState> states;
    try {
      states = assemble(handle, which, accounts);
    } catch (JdbiException e) {
      throw e;
    } catch (RuntimeException e) {
      // A row that can't be read costs its own account, and no other (PRODUCT rule 9).
      if (accounts.size() == 1) {
        damaged.accept(closed(handle, accounts.getFirst()));
      } else {
        accounts.forEach(account ->
            load(handle, Which.of(account.account().id()), List.of(account), sink, damaged));
      }
      return;
    }
    states.forEach(sink);
  }

  private static AccountState closed(Handle handle, AccountRows.Numbered account) {
    String id = account.account().id();
    Instant made = account.account().createdAt();
    Entry nobody = new Entry("0".repeat(24), Network.of("::/0"), "damaged", true, null, made, made);
    return new AccountState(
        account.account(),
        account.changeNumber(),
        new Allowlist(ListRef.ofAccount(id), 0, Mode.ENFORCE, List.of(nobody)),
        CredentialRows.readable(handle, id),
        List.of());
  }

  private static List<AccountState> assemble(
      Handle handle, Which which, List<AccountRows.Numbered> accounts) {
    Map<String, List<StoredCredential>> credentials =
        CredentialRows.stored(handle, which).stream()
            .collect(Collectors.groupingBy(stored -> stored.credential().accountId()));
    Map<String, List<Allowlist>> lists =
        ListRows.of(handle, which).stream()
            .collect(Collectors.groupingBy(list -> list.ref().accountId()));
    return accounts.stream()
        .map(account -> {
          String id = account.account().id();
          return state(
              account, credentials.getOrDefault(id, List.of()), lists.getOrDefault(id, List.of()));
        })
        .toList();
  }

  private static AccountState state(
      AccountRows.Numbered account, List<StoredCredential> credentials, List<Allowlist> lists) {
    ListRef own = ListRef.ofAccount(account.account().id());
    return new AccountState(
        account.account(),
        account.changeNumber(),
        lists.stream()
            .filter(list -> list.ref().isAccountList())
            .findFirst()
            .orElseGet(() -> new Allowlist(own, 0, Mode.ENFORCE, List.of())),
        credentials,
        lists.stream().filter(list -> !list.ref().isAccountList()).toList());
  }
}
