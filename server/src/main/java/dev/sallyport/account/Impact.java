package dev.sallyport.account;

import dev.sallyport.account.Effect.Fate;
import dev.sallyport.account.Foreseen.Outlook;
import dev.sallyport.allowlist.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a change does: to the callers of late, and what of it must be acknowledged. */
final class Impact {
  private final Allowlist before;
  private final Allowlist after;
  private final Instant now;
  private final Effect effect;
  private final Map<String, Credential> credentials;

  private Impact(
      Allowlist before,
      Allowlist after,
      Instant now,
      Effect effect,
      Map<String, Credential> credentials) {
    this.before = before;
    this.after = after;
    this.now = now;
    this.effect = effect;
    this.credentials = credentials;
  }

  /**
   * Works the impact out.
   *
   * @param callers the account's; those whose credential is gone count for nothing
   */
  static Impact of(Handle handle, Outlook outlook, CallerTable callers) {
    Allowlist before = outlook.list();
    Allowlist after = outlook.after();
    Instant now = outlook.now();
    if (callers.size() == 0) {
      return new Impact(before, after, now, new Effect(callers, new Fate[0]), Map.of());
    }
    String accountId = before.ref().accountId();
    Map<String, Credential> credentials =
        CredentialRows.all(handle, accountId).stream()
            .collect(Collectors.toMap(Credential::id, Function.identity()));
    ListRef ref = before.ref();
    CallerTable concerned =
        callers.of(id ->
            credentials.containsKey(id) && (ref.isAccountList() || ref.credentialId().equals(id)));
    List<Allowlist> others =
        ref.isAccountList()
            ? ListRows.ofCredentials(handle, accountId)
            : ListRows.find(handle, ListRef.ofAccount(accountId)).stream()
                .map(ListRows.Stored::list)
                .toList();
    Effect effect = new Replay(ref, others, now).of(before, after, concerned);
    return new Impact(before, after, now, effect, credentials);
  }

  Effect effect() {
    return effect;
  }

  /**
   * What must be acknowledged.
   *
   * @param ownAddress see {@link Guard}
   */
  List<Warning> warnings(@Nullable IpAddress ownAddress) {
    List<Warning> found = new ArrayList<>(new Warnings(before, after, now).found(ownAddress));
    if (!effect.cutOff().isEmpty()) {
      found.add(
          new Warning(
              Warning.DENIES_RECENT_CALLERS,
              CutOffText.of(effect, credentials),
              effect.cutOff().most(Warning.MOST_CALLERS)));
    }
    return found;
  }
}
