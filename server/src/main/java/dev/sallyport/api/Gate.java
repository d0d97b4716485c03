package dev.sallyport.api;

import dev.sallyport.account.Scope;
import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Authentication;
import dev.sallyport.admission.Caller;
import dev.sallyport.admission.Decision;
import dev.sallyport.peer.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in, in the order of PRODUCT rule 6: credential, account, the account's list, the
 * credential's own list; then the scope. Nothing of the body is needed for it.
 */
final class Gate {
  private static final int MAX_CREDENTIAL_LENGTH = 1024;

  private final Admission admission;

  Gate(Admission admission) {
    this.admission = admission;
  }

  /** What came of knocking. */
  sealed interface Result {
    record LetIn(Entrant entrant) implements Result {}

    /** The credential is not good; counts against its address. */
    record WrongCredential() implements Result {}

    /**
     * Turned away.
     *
     * @param verdict the value of {@code X-Allowlist-Verdict}, where a list was asked
     */
    record TurnedAway(Answer answer, @Nullable String verdict) implements Result {}
  }

  /** A caller who was let in, and why. */
  record Entrant(Caller caller, Decision decision) {}

  /**
   * Decides on the picture of this moment.
   *
   * @param authorization the lines of the Authorization header
   * @param again whether this call was let in before: it is not counted twice
   */
  Result knock(List<String> authorization, Peer peer, Access access, boolean again) {
    if (!peer.mayAuthenticate()) {
      return new Result.WrongCredential();
    }
    Authentication authentication = authenticate(authorization, access);
    return switch (authentication) {
      case null -> new Result.WrongCredential();
      case Authentication.Refused _ -> new Result.WrongCredential();
      case Authentication.Unavailable _ -> new Result.TurnedAway(Denials.listUnknown(), null);
      case Authentication.Authenticated(Caller caller) -> decide(caller, peer, access, again);
    };
  }

  private Result decide(Caller caller, Peer peer, Access access, boolean again) {
    Decision decision = admission.decide(caller, peer.client());
    if (decision instanceof Decision.CredentialGone) {
      return new Result.WrongCredential();
    }
    String verdict = Denials.verdictHeader(decision);
    Answer denial = denial(decision, access);
    // Asking how one is seen is no call that a list lets in or keeps out.
    if (access != Access.ANY_CREDENTIAL && (denial != null || !again)) {
      admission.count(caller, peer.client(), decision, denial == null);
    }
    if (denial != null) {
      return new Result.TurnedAway(denial, verdict);
    }
    Scope scope = access.scope();
    if (scope != null && !caller.scopes().contains(scope.word())) {
      return new Result.TurnedAway(Denials.missingScope(scope.word()), verdict);
    }
    return new Result.LetIn(new Entrant(caller, decision));
  }

  private static @Nullable Answer denial(Decision decision, Access access) {
    if (access == Access.ANY_CREDENTIAL && !(decision instanceof Decision.AccountPaused)) {
      return null;
    }
    if (decision instanceof Decision.Admitted(var verdict, boolean monitored)) {
      return monitored && access.enforcedInMonitorMode() ? Denials.notAllowlisted(verdict) : null;
    }
    return Denials.of(decision);
  }

  private @Nullable Authentication authenticate(List<String> lines, Access access) {
    if (lines.size() != 1 || lines.getFirst().length() > MAX_CREDENTIAL_LENGTH) {
      return null;
    }
    String[] parts = lines.getFirst().strip().split(" +", 2);
    if (parts.length != 2) {
      return null;
    }
    // RFC 9110 §11.1: the scheme is case-insensitive.
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> admission.byToken(parts[1]);
      // An SMTP user has no token, yet may ask how it is seen.
      case "basic" -> access == Access.ANY_CREDENTIAL ? bySmtpUser(parts[1]) : null;
      default -> null;
    };
  }

  /** RFC 7617: base64 of name, colon, password. */
  private @Nullable Authentication bySmtpUser(String encoded) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
    int colon = pair.indexOf(':');
    return colon < 0
        ? null
        : admission.bySmtpUser(pair.substring(0, colon), pair.substring(colon + 1));
  }
}
