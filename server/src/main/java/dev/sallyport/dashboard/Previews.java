package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.CallerTable;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.RecentCaller;
import dev.sallyport.account.Warning;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out, for the pages, what a change would do to who called of late. */
final class Previews {
  /** Addresses that can be allowed along with one change. */
  private static final int MOST_ALSO = 50;

  private static final int NAME_LENGTH = 100;

  private final Allowlists allowlists;
  private final Credentials credentials;
  private final Predicate<RuntimeException> storeAway;

  Previews(Allowlists allowlists, Credentials credentials, Predicate<RuntimeException> storeAway) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.storeAway = storeAway;
  }

  /** The addresses a posted form allows along with its change. */
  static List<String> also(Form form) {
    Set<String> also = new LinkedHashSet<>(form.all("also"));
    also.addAll(form.all("allow"));
    form.all("drop").forEach(also::remove);
    return also.stream().limit(MOST_ALSO).toList();
  }

  /** Whether a form was posted to be shown again, with one address more or less to allow. */
  static boolean onlyAsks(Form form) {
    return form.has("allow") || form.has("drop");
  }

  /** The change together with entries for these addresses, each named for who calls from it. */
  Change keeping(Visit visit, Change change, List<String> also) {
    if (also.isEmpty()) {
      return change;
    }
    Map<String, Credential> known = credentials(visit);
    CallerTable callers = callers(visit);
    List<EntryDraft> drafts =
        also.stream()
            .map(address -> new EntryDraft(address, name(address, callers, known), null, null))
            .toList();
    return new Change.Keeping(change, drafts);
  }

  /** The credential's that called from it most; the address itself where none did. */
  private static String name(String address, CallerTable callers, Map<String, Credential> known) {
    RecentCaller most =
        networks(Set.of(address)).stream()
            .flatMap(network -> callers.from(network).stream())
            .max(Comparator.comparingLong(RecentCaller::calls))
            .orElse(null);
    Credential by = most == null ? null : known.get(most.credentialId());
    return by == null ? address : Words.first(by.name(), NAME_LENGTH);
  }

  /** Those of some texts that are addresses, or networks. */
  static Set<Network> networks(Collection<String> texts) {
    Set<Network> networks = new HashSet<>();
    for (String text : texts) {
      if (Network.parse(text) instanceof ParseResult.Parsed<Network>(Network network)) {
        networks.add(network);
      }
    }
    return networks;
  }

  /** Who called of late and is concerned by the list that is looked at. */
  CallerTable callers(Visit visit) {
    return allowlists.callersLately(visit.list().ref());
  }

  Map<String, Credential> credentials(Visit visit) {
    return Arrays.stream(CredentialKind.values())
        .flatMap(kind -> credentials.list(visit.account().id(), kind).stream())
        .collect(Collectors.toMap(Credential::id, Function.identity()));
  }

  /**
   * What a change would do.
   *
   * @param also addresses that the change allows besides, for the form to carry on
   */
  Impact of(Visit visit, Change change, List<String> also) {
    try {
      return switch (preview(visit, change)) {
        case PreviewResult.Refused(ChangeResult result) ->
            new Impact(null, List.of(), also, result);
        case PreviewResult.Previewed previewed -> told(visit, previewed, also);
      };
    } catch (RuntimeException e) {
      if (storeAway.test(e)) {
        return new Impact(ImpactBox.failed(), List.of(), also, null);
      }
      throw e;
    }
  }

  /** The preview itself: of a change made as the form posted says. */
  PreviewResult preview(Visit visit, Change change) {
    return allowlists.preview(
        visit.list().ref(), change, ownAddress(visit), Changes.confirmWithin(visit));
  }

  /** What is told of a preview. */
  Impact told(Visit visit, PreviewResult.Previewed previewed, List<String> also) {
    return new Impact(
        ImpactBox.of(previewed, credentials(visit), networks(also), visit),
        boxes(previewed.warnings(), visit.owner()),
        also,
        null);
  }

  /** That callers are cut off, the box itself tells. */
  private static List<WarningBox> boxes(List<Warning> warnings, ListOwner owner) {
    return WarningBox.of(warnings, owner).stream()
        .filter(warning -> !warning.code().equals("denies_recent_callers"))
        .toList();
  }

  /** The member's own address, where it sent lately, and so would be missed. */
  @Nullable IpAddress ownAddress(Visit visit) {
    return visit.owner().account() && allowlists.sentLately(visit.account().id(), visit.client())
        ? visit.client()
        : null;
  }
}
