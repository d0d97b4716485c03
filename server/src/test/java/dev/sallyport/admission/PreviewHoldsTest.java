package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Plans;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.RecentCaller;
import dev.sallyport.account.Scope;
import dev.sallyport.activity.Call;
import dev.sallyport.activity.CallersOfLate;
import dev.sallyport.activity.Recorder;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a preview says would happen is what happens once the change is made. */
final class PreviewHoldsTest {
  private static final Instant NOW = Instant.parse("2026-03-31T15:00:00Z");
  private static final Guard YES =
      new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);

  @TempDir private Path folder;

  private record Met(String credentialId, IpAddress address) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoIsDeniedAfterwardsIsWhoThePreviewNamed(long seed) {
    Random random = new Random(seed);
    try (Store store = Store.open(StoreSettings.sqlite(folder, true))) {
      AccountChanges changes = new AccountChanges(store);
      Account account =
          new Accounts(store, Plans.defaults(), changes, () -> NOW).create("Acme", "enterprise");
      Credentials credentials = new Credentials(store, changes, () -> NOW);
      List<NewCredential> tokens = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        tokens.add(
            credentials.createToken(
                account.id(), "token " + i, Set.of(Scope.EMAIL), Actor.commandLine()));
      }
      Set<Met> met = meet(random, tokens);
      count(store, account, met);
      Allowlists lists =
          new Allowlists(
              store, Plans.defaults(), changes, new CallersOfLate(store, () -> NOW), () -> NOW);
      List<ListRef> refs = new ArrayList<>(List.of(ListRef.ofAccount(account.id())));
      tokens.forEach(token -> refs.add(new ListRef(account.id(), token.credential().id())));
      try (Follower follower = new Follower(changes, Duration.ofHours(1), () -> NOW)) {
        follower.start();
        for (int step = 0; step < 12; step++) {
          ListRef ref = refs.get(random.nextInt(refs.size()));
          Change change = change(random, lists, ref);
          PreviewResult.Previewed previewed =
              (PreviewResult.Previewed) lists.preview(ref, change, null);
          Set<Met> before = denied(follower.admission(), tokens, met);
          assertThat(lists.change(ref, change, YES)).isInstanceOf(ChangeResult.Changed.class);
          Set<Met> after = denied(follower.admission(), tokens, met);

          if (!ref.isAccountList()) {
            after.removeIf(each -> !each.credentialId().equals(ref.credentialId()));
            before.removeIf(each -> !each.credentialId().equals(ref.credentialId()));
          }
          Set<Met> still = new HashSet<>(after);
          still.retainAll(before);
          Set<Met> newly = new HashSet<>(after);
          newly.removeAll(before);
          assertThat(met(previewed.effect().stillDenied().most(200)))
              .as(change.toString())
              .isEqualTo(still);
          assertThat(met(previewed.effect().cutOff().most(200)))
              .as(change.toString())
              .isEqualTo(newly);
        }
      }
    }
  }

  private static Set<Met> meet(Random random, List<NewCredential> tokens) {
    Set<Met> met = new LinkedHashSet<>();
    while (met.size() < 200) {
      met.add(
          new Met(tokens.get(random.nextInt(tokens.size())).credential().id(), address(random)));
    }
    return met;
  }

  /** From few networks, so that entries cover some. */
  private static IpAddress address(Random random) {
    return random.nextInt(4) == 0
        ? IpAddress.v6(0x2001_0db8_0000_0000L | random.nextInt(4), random.nextInt(4))
        : IpAddress.v4(0xc000_0200 | random.nextInt(64));
  }

  private static void count(Store store, Account account, Set<Met> met) {
    Recorder recorder = new Recorder(store, Duration.ofDays(90), () -> NOW);
    met.forEach(each ->
        recorder.record(
            new Call(
                account.id(),
                each.credentialId(),
                "api",
                each.address(),
                "",
                "unrestricted",
                true)));
    recorder.flush();
  }

  private static Change change(Random random, Allowlists lists, ListRef ref) {
    List<Entry> entries = lists.find(ref).orElseThrow().entries();
    int kind = random.nextInt(6);
    if (entries.isEmpty() || kind < 2) {
      return new Change.Replace(drafts(random));
    }
    String entry = entries.get(random.nextInt(entries.size())).id();
    return switch (kind) {
      case 2 -> new Change.Pause(entry);
      case 3 -> new Change.Delete(entry);
      case 4 -> new Change.Edit(entry, null, "renamed", "active", null);
      default ->
          ref.isAccountList()
              ? new Change.SetMode(random.nextBoolean() ? Mode.MONITOR : Mode.ENFORCE)
              : new Change.Resume(entry);
    };
  }

  private static List<EntryDraft> drafts(Random random) {
    Set<Network> networks = new LinkedHashSet<>();
    int size = random.nextInt(8);
    while (networks.size() < size) {
      networks.add(network(address(random), random));
    }
    return networks.stream()
        .map(network ->
            new EntryDraft(network.toString(), "n", random.nextInt(4) == 0 ? "paused" : null, null))
        .toList();
  }

  private static Network network(IpAddress address, Random random) {
    if (address.isV4()) {
      int hostBits = random.nextInt(6);
      return Network.of(IpAddress.v4((int) (address.low() >> hostBits << hostBits)), 32 - hostBits);
    }
    return random.nextBoolean()
        ? Network.of(IpAddress.v6(address.high(), 0), 64)
        : Network.of(address);
  }

  private static Set<Met> denied(Admission admission, List<NewCredential> tokens, Set<Met> met) {
    Set<Met> denied = new HashSet<>();
    for (NewCredential token : tokens) {
      Caller caller = ((Authentication.Authenticated) admission.byToken(token.secret())).caller();
      met.stream()
          .filter(each -> each.credentialId().equals(token.credential().id()))
          .filter(each -> !(admission.decide(caller, each.address()) instanceof Decision.Admitted))
          .forEach(denied::add);
    }
    return denied;
  }

  private static Set<Met> met(List<RecentCaller> callers) {
    Set<Met> met = new HashSet<>();
    callers.forEach(caller -> met.add(new Met(caller.credentialId(), caller.address().base())));
    return met;
  }
}
