package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import dev.sallyport.activity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API tokens and SMTP users: made, shown once, renamed, paused, deleted. */
final class CredentialPages {
  private static final String TITLE = "Credentials";

  private final Credentials credentials;
  private final Allowlists allowlists;
  private final Activity activity;
  private final Pages pages;
  private final RequestOrigin origin;
  private final DashboardSettings settings;

  CredentialPages(
      Credentials credentials,
      Allowlists allowlists,
      Activity activity,
      Pages pages,
      RequestOrigin origin,
      DashboardSettings settings) {
    this.credentials = credentials;
    this.allowlists = allowlists;
    this.activity = activity;
    this.pages = pages;
    this.origin = origin;
    this.settings = settings;
  }

  void page(Visit visit) {
    show(visit, 200, Flashes.arrived(visit), null);
  }

  private void show(Visit visit, int status, @Nullable Flash flash, @Nullable Secret secret) {
    Map<String, Allowlist> own = allowlists.ofCredentials(visit.account().id());
    Map<String, Instant> used = activity.lastUses(visit.account().id());
    Model model =
        new Model(
            visit.guarded(),
            visit.mayEdit(),
            flash,
            secret,
            scopeOfList(visit),
            rows(visit, CredentialKind.API_TOKEN, own, used),
            rows(visit, CredentialKind.SMTP_USER, own, used),
            connection(visit));
    pages.page(visit, status, TITLE, "credentials.jte", model);
  }

  private static String scopeOfList(Visit visit) {
    return visit.list().entries().isEmpty() ? "" : Banner.active(visit.list(), visit.now());
  }

  private List<CredentialRow> rows(
      Visit visit, CredentialKind kind, Map<String, Allowlist> own, Map<String, Instant> used) {
    return credentials.list(visit.account().id(), kind).stream()
        .map(credential ->
            CredentialRow.of(
                credential, own.get(credential.id()), used.get(credential.id()), visit.now()))
        .toList();
  }

  private Connection connection(Visit visit) {
    return new Connection(
        origin.base(visit.ctx()) + "/v1",
        origin.host(visit.ctx()),
        settings.startTlsPorts().get(),
        settings.tlsPorts().get());
  }

  void createForm(Visit visit) {
    form(visit, 200, blank(visit, kind(visit), "", Set.of(Scope.EMAIL)));
  }

  /**
   * Makes a credential. The answer is the page itself, not a redirect to it: the secret is in no
   * cookie and no memory, so it is shown by whichever node made it, once.
   */
  void create(Visit visit) {
    CredentialKind kind = kind(visit);
    Form typed = visit.form();
    CredentialForm form = blank(visit, kind, typed.text("name"), scopes(typed));
    if (form.token() && form.scopes().isEmpty()) {
      form(visit, 422, form.wrong("Tick what the token may do."));
      return;
    }
    try {
      String account = visit.account().id();
      NewCredential made =
          form.token()
              ? credentials.createToken(account, form.name(), form.scopes(), visit.actor())
              : credentials.createSmtpUser(account, form.name(), visit.actor());
      show(visit, 201, null, Secret.of(made));
    } catch (InvalidFieldException e) {
      form(visit, 422, form.wrong(e.reason()));
    }
  }

  void editForm(Visit visit) {
    form(visit, 200, filled(visit, credential(visit)));
  }

  void edit(Visit visit) {
    Credential credential = credential(visit);
    String name = visit.form().text("name");
    Set<Scope> scopes = scopes(visit.form());
    CredentialForm form = typed(visit, credential, name, scopes);
    if (form.token() && scopes.isEmpty()) {
      form(visit, 422, form.wrong("Tick what the token may do."));
      return;
    }
    try {
      String account = visit.account().id();
      if (!name.equals(credential.name())) {
        credentials.rename(account, credential.kind(), credential.id(), name, visit.actor());
      }
      if (form.token() && !scopes.equals(credential.scopes())) {
        credentials.setScopes(account, credential.id(), scopes, visit.actor());
      }
      tell(visit, Done.credential(Done.What.CREDENTIAL_SAVED, name));
    } catch (InvalidFieldException e) {
      form(visit, 422, form.wrong(e.reason()));
    }
  }

  void pause(Visit visit) {
    set(visit, true, Done.What.CREDENTIAL_PAUSED);
  }

  void resume(Visit visit) {
    set(visit, false, Done.What.CREDENTIAL_RESUMED);
  }

  private void set(Visit visit, boolean paused, Done.What what) {
    change(
        visit,
        what,
        credential ->
            credentials.setPaused(
                credential.accountId(), credential.kind(), credential.id(), paused, visit.actor()));
  }

  void deleteForm(Visit visit) {
    Credential credential = credential(visit);
    String kind = credential.kind() == CredentialKind.API_TOKEN ? "token" : "password";
    Confirm confirm =
        new Confirm(
            visit.guarded(),
            visit.fragment(),
            "Delete " + credential.name() + "?",
            CredentialRow.path(credential.kind()) + "/" + credential.id() + "/delete",
            "",
            -1,
            "Whatever uses this "
                + kind
                + " is refused from now on. It can't be brought back;"
                + " pause it instead to keep it for later.",
            "",
            List.of(),
            credential.kind() == CredentialKind.API_TOKEN ? "Delete token" : "Delete SMTP user",
            true,
            "/credentials");
    pages.sheet(visit, 200, confirm.heading(), "confirm.jte", confirm);
  }

  void delete(Visit visit) {
    change(
        visit,
        Done.What.CREDENTIAL_DELETED,
        credential ->
            credentials.delete(
                credential.accountId(), credential.kind(), credential.id(), visit.actor()));
  }

  private void change(Visit visit, Done.What what, Consumer<Credential> change) {
    Credential credential = credential(visit);
    change.accept(credential);
    tell(visit, Done.credential(what, credential.name()));
  }

  private void tell(Visit visit, Done done) {
    if (visit.fragment()) {
      show(visit, 200, Flashes.of(done, visit), null);
      return;
    }
    Headers.page(visit.ctx());
    Cookies.set(visit.ctx(), Cookies.DONE, done.cookie(), visit.secure());
    visit.ctx().status(303).header("Location", "/credentials");
  }

  static CredentialKind kind(Visit visit) {
    return switch (visit.ctx().pathParam("kind")) {
      case "tokens" -> CredentialKind.API_TOKEN;
      case "smtp-users" -> CredentialKind.SMTP_USER;
      default -> throw Refusal.notFound();
    };
  }

  private Credential credential(Visit visit) {
    return credentials
        .find(visit.account().id(), kind(visit), visit.ctx().pathParam("id"))
        .orElseThrow(Refusal::notFound);
  }

  private static Set<Scope> scopes(Form form) {
    return form.all("scope").stream()
        .map(Scope::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CredentialForm blank(
      Visit visit, CredentialKind kind, String name, Set<Scope> scopes) {
    return new CredentialForm(visit.guarded(), visit.fragment(), kind, "", name, "", scopes, "");
  }

  private static CredentialForm filled(Visit visit, Credential credential) {
    return typed(visit, credential, credential.name(), credential.scopes());
  }

  private static CredentialForm typed(
      Visit visit, Credential credential, String name, Set<Scope> scopes) {
    return new CredentialForm(
        visit.guarded(),
        visit.fragment(),
        credential.kind(),
        credential.id(),
        name,
        credential.username(),
        scopes,
        "");
  }

  private void form(Visit visit, int status, CredentialForm form) {
    pages.sheet(visit, status, form.heading(), "credentialForm.jte", form);
  }

  /**
   * A secret, shown once.
   *
   * @param username an SMTP user's login; empty for a token
   */
  record Secret(String name, String username, String value) {
    static Secret of(NewCredential made) {
      return new Secret(made.credential().name(), made.credential().username(), made.secret());
    }

    boolean token() {
      return username.isEmpty();
    }

    /** Never the secret. */
    @Override
    public String toString() {
      return "Secret[" + name + "]";
    }
  }

  /** Where senders connect. */
  record Connection(
      String apiUrl, String smtpHost, List<Integer> startTlsPorts, List<Integer> tlsPorts) {}

  /**
   * What the page shows.
   *
   * @param scopeOfList {@code 3 addresses and 3 ranges}; empty where the list is
   */
  record Model(
      Guarded guarded,
      boolean mayEdit,
      @Nullable Flash flash,
      @Nullable Secret secret,
      String scopeOfList,
      List<CredentialRow> tokens,
      List<CredentialRow> smtpUsers,
      Connection connection) {}
}
