package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.secret.SecretHash;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // made before each test
final class CredentialsTest extends AccountTestCase {
  private static final Actor ACTOR = Actor.commandLine();
  private String account;

  @BeforeEach
  void makeAccount() {
    account = house.accounts.create("Acme", "starter").id();
  }

  @Test
  void aTokenIsShownOnceAndKeptAsAHash() {
    NewCredential made = token("ci", Scope.EMAIL, Scope.ALLOWLIST_READ);

    assertThat(made.secret()).matches("sly_[A-Za-z0-9_-]{32}");
    assertThat(made.credential().scopes())
        .containsExactlyInAnyOrder(Scope.EMAIL, Scope.ALLOWLIST_READ);
    assertThat(stored())
        .singleElement()
        .isEqualTo(new StoredCredential(made.credential(), SecretHash.of(made.secret())));
    assertThat(made.toString()).doesNotContain(made.secret());
    assertThat(stored().toString()).doesNotContain(SecretHash.of(made.secret()));
  }

  @Test
  void anSmtpUserHasALoginOfItsOwnAndNoScope() {
    NewCredential made = house.credentials.createSmtpUser(account, "billing", ACTOR);

    assertThat(made.credential().username()).matches("smtp_[0-9a-f]{16}");
    assertThat(made.secret()).matches("[A-Za-z0-9_-]{32}");
    assertThat(made.credential().scopes()).isEmpty();
    assertThat(house.credentials.list(account, CredentialKind.SMTP_USER))
        .containsExactly(made.credential());
  }

  @Test
  void noTwoSecretsAreAlike() {
    assertThat(List.of(token("a").secret(), token("b").secret(), token("c").secret()))
        .doesNotHaveDuplicates();
  }

  @Test
  void newestComeFirst() {
    Credential a = token("a").credential();
    house.pass(Duration.ofSeconds(1));
    Credential b = token("b").credential();

    assertThat(house.credentials.list(account, CredentialKind.API_TOKEN)).containsExactly(b, a);
  }

  @Test
  void aCredentialIsRenamedPausedAndResumed() {
    Credential made = token("ci").credential();
    house.pass(Duration.ofSeconds(1));

    Credential renamed =
        house.credentials.rename(account, CredentialKind.API_TOKEN, made.id(), " build ", ACTOR);
    Credential paused = pause(made.id(), true);

    assertThat(renamed.name()).isEqualTo("build");
    assertThat(renamed.updatedAt()).isEqualTo(house.instant());
    assertThat(paused.paused()).isTrue();
    assertThat(pause(made.id(), false).paused()).isFalse();
  }

  @Test
  void theScopesOfATokenAreChanged() {
    Credential made = token("ci").credential();

    assertThat(house.credentials.setScopes(account, made.id(), Set.of(Scope.values()), ACTOR))
        .extracting(Credential::scopes)
        .isEqualTo(EnumSet.allOf(Scope.class));
  }

  @Test
  void aTokenWithoutAScopeIsRefused() {
    Credential made = token("ci").credential();

    AccountsTest.refused(() -> token("x", new Scope[0]), "scopes", "at least one");
    AccountsTest.refused(
        () -> house.credentials.setScopes(account, made.id(), Set.of(), ACTOR), "scopes", "email");
  }

  @Test
  void aBadNameIsRefused() {
    for (String name : List.of("", "\t", "a\nb", "n".repeat(101))) {
      AccountsTest.refused(() -> token(name), "name", "name");
      AccountsTest.refused(
          () -> house.credentials.createSmtpUser(account, name, ACTOR), "name", "name");
    }
  }

  @Test
  void anAccountHasAThousandCredentialsAtMost() {
    house.store.write(handle ->
        handle
            .createUpdate(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                    + " INSERT INTO credential (account_id, credential_id, kind, name,"
                    + " secret_hash, scopes, paused, created_at, updated_at)"
                    + " SELECT :account, CAST(i AS VARCHAR(24)), 'API_TOKEN', 'x',"
                    + " CAST(i AS VARCHAR(24)), 'email', FALSE, 0, 0 FROM n")
            .bind("account", account)
            .execute());

    AccountsTest.refused(() -> token("one more"), "name", "Acme has 1,000 credentials");
  }

  @Test
  void whatIsPausedAlreadyDrawsNoNumber() {
    Credential made = token("ci").credential();
    pause(made.id(), true);
    long before = house.changes.newest();

    pause(made.id(), true);

    assertThat(house.changes.newest()).isEqualTo(before);
  }

  @Test
  void aDeletedCredentialTakesItsListAlong() {
    Credential made = token("ci").credential();
    ListRef own = new ListRef(account, made.id());
    house.allowlists.change(
        own, new Change.Add(ListTestCase.draft("192.0.2.1", "x")), ListTestCase.YES);

    house.credentials.delete(account, CredentialKind.API_TOKEN, made.id(), ACTOR);

    assertThat(house.allowlists.find(own)).isEmpty();
    assertThat(house.changes.load(account).orElseThrow().credentialLists()).isEmpty();
    assertThat(house.credentials.find(account, CredentialKind.API_TOKEN, made.id())).isEmpty();
  }

  @Test
  void aCredentialOfAnotherKindOrAccountIsNotThere() {
    Credential made = token("ci").credential();
    String other = house.accounts.create("Other", "starter").id();

    assertThat(house.credentials.find(account, CredentialKind.SMTP_USER, made.id())).isEmpty();
    assertThat(house.credentials.find(other, CredentialKind.API_TOKEN, made.id())).isEmpty();
    for (Runnable deed :
        List.<Runnable>of(
            () -> house.credentials.delete(other, CredentialKind.API_TOKEN, made.id(), ACTOR),
            () -> house.credentials.delete(account, CredentialKind.SMTP_USER, made.id(), ACTOR),
            () -> house.credentials.setScopes(other, made.id(), Set.of(Scope.EMAIL), ACTOR))) {
      assertThatThrownBy(deed::run).isInstanceOf(NoSuchAccountException.class);
    }
    assertThat(house.credentials.list(account, CredentialKind.API_TOKEN)).containsExactly(made);
  }

  @Test
  void eachChangeOfACredentialIsWrittenDownWithItsActor() {
    Actor actor =
        new Actor(Actor.Kind.TOKEN, "b".repeat(24), "deploy", IpAddress.of("2001:db8::9"));
    Credential made =
        house.credentials.createToken(account, "ci", Set.of(Scope.EMAIL), actor).credential();
    house.credentials.setPaused(account, CredentialKind.API_TOKEN, made.id(), true, actor);
    house.credentials.delete(account, CredentialKind.API_TOKEN, made.id(), actor);

    assertThat(
            house.store.<List<String>>read(handle ->
                handle
                    .createQuery(
                        "SELECT action || ' ' || subject_name || ' ' || actor_kind || ' '"
                            + " || actor_name || ' ' || actor_address FROM audit"
                            + " WHERE subject_id = :id ORDER BY action")
                    .bind("id", made.id())
                    .mapTo(String.class)
                    .list()))
        .containsExactly(
            "token.create ci TOKEN deploy 2001:db8::9",
            "token.delete ci TOKEN deploy 2001:db8::9",
            "token.pause ci TOKEN deploy 2001:db8::9");
  }

  @Test
  void noCredentialIsMadeForAnAccountThatIsNotThere() {
    assertThatThrownBy(() -> house.credentials.createSmtpUser("f".repeat(24), "x", ACTOR))
        .isInstanceOf(NoSuchAccountException.class);
  }

  @Test
  void anOwnListIsTheCredentialsAlone() {
    Credential made = token("ci").credential();
    ListRef own = new ListRef(account, made.id());

    ChangeResult.Changed changed =
        ListTestCase.made(
            house.allowlists.change(
                own, new Change.Add(ListTestCase.draft("192.0.2.1", "x")), ListTestCase.YES));

    assertThat(changed.list().revision()).isEqualTo(1);
    AccountState state = house.changes.load(account).orElseThrow();
    assertThat(state.credentialLists()).containsExactly(changed.list());
    assertThat(state.list().revision()).isZero();
    assertThat(house.allowlists.history(own, Long.MAX_VALUE, 9)).hasSize(1);
  }

  @Test
  void anOwnListIsMonitoredOnceThatIsAcknowledged() {
    ListRef own = new ListRef(account, token("ci").credential().id());
    house.allowlists.change(
        own, new Change.Add(ListTestCase.draft("192.0.2.1", "x")), ListTestCase.YES);

    assertThat(
            house.allowlists.change(
                own, new Change.SetMode(Mode.MONITOR), ListTestCase.NOTHING_ACKNOWLEDGED))
        .isInstanceOf(ChangeResult.NeedsAcknowledgement.class);
    assertThat(
            ListTestCase.made(
                    house.allowlists.change(
                        own, new Change.SetMode(Mode.MONITOR), ListTestCase.YES))
                .list()
                .mode())
        .isEqualTo(Mode.MONITOR);
  }

  @Test
  void theListOfACredentialThatIsNotThereCannotBeChanged() {
    ListRef own = new ListRef(account, "f".repeat(24));

    assertThatThrownBy(
            () -> house.allowlists.change(own, new Change.Replace(List.of()), ListTestCase.YES))
        .isInstanceOf(NoSuchAccountException.class);
    assertThat(house.allowlists.history(own, Long.MAX_VALUE, 9)).isEmpty();
  }

  private NewCredential token(String name, Scope... scopes) {
    return house.credentials.createToken(account, name, Set.of(scopes), ACTOR);
  }

  private NewCredential token(String name) {
    return token(name, Scope.EMAIL);
  }

  private Credential pause(String id, boolean paused) {
    return house.credentials.setPaused(account, CredentialKind.API_TOKEN, id, paused, ACTOR);
  }

  private List<StoredCredential> stored() {
    return house.changes.load(account).orElseThrow().credentials();
  }
}
