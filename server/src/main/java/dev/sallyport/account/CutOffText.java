package dev.sallyport.account;

import java.util.Map;
import java.util.stream.Collectors;

/** Words the warning that callers of late would be denied. */
final class CutOffText {
  private static final int NAMED = 5;

  private CutOffText() {}

  /**
   * @param credentials the account's credentials by id
   */
  static String of(Effect effect, Map<String, Credential> credentials) {
    Effect.Part cutOff = effect.cutOff();
    String named =
        cutOff.most(NAMED).stream()
            .map(caller -> named(caller, credentials))
            .collect(Collectors.joining(", "));
    int more = cutOff.callers() - NAMED;
    return "%d of the %s that sent in the last %d days would be denied: %s%s."
            .formatted(
                cutOff.addresses(),
                effect.addresses() == 1 ? "1 address" : effect.addresses() + " addresses",
                RecentCallers.DAYS,
                named,
                more > 0 ? " and " + more + " more" : "")
        + " To keep one, list it too.";
  }

  private static String named(RecentCaller caller, Map<String, Credential> credentials) {
    Credential credential = credentials.get(caller.credentialId());
    String by =
        credential == null
            ? ""
            : switch (credential.kind()) {
              case API_TOKEN -> ", API token " + credential.name();
              case SMTP_USER -> ", SMTP user " + credential.name();
            };
    String calls = caller.calls() == 1 ? "1 call" : caller.calls() + " calls";
    return "%s (%s%s)".formatted(caller.address(), calls, by);
  }
}
