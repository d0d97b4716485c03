package dev.sallyport.api;

import dev.sallyport.account.Scope;
import org.jspecify.annotations.Nullable;

/** Who may use a route. */
enum Access {
  /** The holder of any valid credential, listed or not. */
  ANY_CREDENTIAL(null, false),
  /** Sends mail: a list in monitor mode lets the call through. */
  SEND(Scope.EMAIL, false),
  SEND_STATUS(Scope.EMAIL, true),
  LIST_READ(Scope.ALLOWLIST_READ, true),
  LIST_WRITE(Scope.ALLOWLIST_WRITE, true),
  CREDENTIALS(Scope.CREDENTIALS, true),
  ACTIVITY_READ(Scope.ACTIVITY_READ, true),
  ALERTS(Scope.ALERTS, true);

  private final @Nullable Scope scope;
  private final boolean enforcedInMonitorMode;

  Access(@Nullable Scope scope, boolean enforcedInMonitorMode) {
    this.scope = scope;
    this.enforcedInMonitorMode = enforcedInMonitorMode;
  }

  /** The scope a token must hold; null where none is asked for. */
  @Nullable Scope scope() {
    return scope;
  }

  /** Whether the list is enforced even while it is in monitor mode, as for management. */
  boolean enforcedInMonitorMode() {
    return enforcedInMonitorMode;
  }
}
