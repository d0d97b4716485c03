package dev.sallyport.account;

import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Second factors: codes of an app that change with the time, and recovery codes for the day the app
 * is lost. The seed is sealed, the recovery codes are kept as hashes; each code counts once.
 */
public final class SecondFactors {
  /** How many recovery codes are made at once. */
  public static final int RECOVERY_CODES = 10;

  private static final int LONGEST_CODE = 40;

  private final Store store;
  private final SealedSecrets sealed;
  private final Members members;
  private final InstantSource clock;

  public SecondFactors(Store store, SealedSecrets sealed, Members members, InstantSource clock) {
    this.store = store;
    this.sealed = sealed;
    this.members = members;
    this.clock = clock;
  }

  /** Which kind of code was used up. */
  enum Used {
    NONE,
    APP,
    RECOVERY
  }

  /** Whether sign-ins of that member ask for a code. */
  public boolean isOn(String memberId) {
    return store
        .read(handle -> SecondFactorRows.of(handle, memberId))
        .filter(SecondFactorRows.Stored::confirmed)
        .isPresent();
  }

  public int recoveryCodesLeft(String memberId) {
    return store.read(handle -> SecondFactorRows.codesLeft(handle, memberId));
  }

  /** Makes a new seed; sign-ins ask for its codes once it is confirmed. Nothing where one is on. */
  public void begin(String memberId) {
    String seed = sealed.seal(Secrets.newSeed(), owner(memberId));
    store.write(handle -> {
      SecondFactorRows.begin(handle, memberId, seed, now().toEpochMilli());
      return seed;
    });
  }

  /** The seed that waits to be confirmed. */
  public Optional<Beginning> begun(Member member) {
    return store
        .read(handle -> SecondFactorRows.of(handle, member.id()))
        .filter(stored -> !stored.confirmed())
        .map(stored -> sealed.open(stored.sealedSeed(), owner(member.id())))
        .map(seed -> new Beginning(seed, TimeCode.uri(seed, member.email())));
  }

  /**
   * Turns the second factor on that was begun.
   *
   * @return the recovery codes, to be shown once
   * @throws InvalidFieldException for {@code code} or {@code present} where it is wrong
   */
  public List<String> confirm(Member member, String code, String present, Actor actor) {
    SecondFactorRows.Stored stored =
        store
            .read(handle -> SecondFactorRows.of(handle, member.id()))
            .filter(found -> !found.confirmed())
            .orElseThrow(() -> new NoSuchAccountException("There is nothing to confirm."));
    String seed = sealed.open(stored.sealedSeed(), owner(member.id()));
    OptionalLong step = TimeCode.match(seed, folded(code), now());
    if (step.isEmpty()) {
      throw new InvalidFieldException(
          "code", "That code does not match. Enter the one the app shows now.");
    }
    members.requirePassword(member, present);
    List<String> codes = newCodes();
    store.write(handle -> {
      if (!SecondFactorRows.confirm(
          handle, member.id(), stored.sealedSeed(), step.getAsLong(), now().toEpochMilli())) {
        throw new NoSuchAccountException("There is nothing to confirm any more.");
      }
      SecondFactorRows.replaceCodes(handle, member.id(), hashes(codes));
      AuditRows.addEverywhere(handle, now(), actor, AuditAction.MEMBER_TWO_FACTOR_ON, member);
      return codes;
    });
    return codes;
  }

  /**
   * Makes new recovery codes; those before are void.
   *
   * @return to be shown once
   * @throws InvalidFieldException for {@code present} where it is wrong
   * @throws NoSuchAccountException where no second factor is on
   */
  public List<String> newRecoveryCodes(Member member, String present, Actor actor) {
    members.requirePassword(member, present);
    List<String> codes = newCodes();
    store.write(handle -> {
      requireOn(handle, member.id());
      SecondFactorRows.replaceCodes(handle, member.id(), hashes(codes));
      AuditRows.addEverywhere(handle, now(), actor, AuditAction.MEMBER_RECOVERY_CODES, member);
      return codes;
    });
    return codes;
  }

  /**
   * Turns the second factor off.
   *
   * @throws InvalidFieldException for {@code present} where it is wrong
   */
  public void turnOff(Member member, String present, Actor actor) {
    members.requirePassword(member, present);
    store.write(handle -> {
      requireOn(handle, member.id());
      SecondFactorRows.delete(handle, member.id());
      AuditRows.addEverywhere(handle, now(), actor, AuditAction.MEMBER_TWO_FACTOR_OFF, member);
      return member;
    });
  }

  /**
   * Takes a lost second factor off, by the operator's command.
   *
   * @throws InvalidFieldException for an unknown email, or a member without one
   */
  public void reset(String email) {
    store.write(handle -> {
      Member member = MemberRows.requireByEmail(handle, email);
      if (!SecondFactorRows.delete(handle, member.id())) {
        throw new InvalidFieldException(
            "email", member.email() + " has no second factor. Nothing was changed.");
      }
      AuditRows.addEverywhere(
          handle, now(), Actor.commandLine(), AuditAction.MEMBER_TWO_FACTOR_RESET, member);
      return member;
    });
  }

  /** Uses a code up, of the app or for recovery. */
  Used use(String memberId, String typed) {
    String code = folded(typed);
    Optional<SecondFactorRows.Stored> on =
        store
            .read(handle -> SecondFactorRows.of(handle, memberId))
            .filter(SecondFactorRows.Stored::confirmed);
    if (on.isEmpty()) {
      return Used.NONE;
    }
    String sealedSeed = on.get().sealedSeed();
    OptionalLong step = TimeCode.match(sealed.open(sealedSeed, owner(memberId)), code, now());
    return store.write(handle -> {
      if (step.isPresent()) {
        return SecondFactorRows.useStep(handle, memberId, sealedSeed, step.getAsLong())
            ? Used.APP
            : Used.NONE;
      }
      return SecondFactorRows.useCode(handle, memberId, SecretHash.of(code))
          ? Used.RECOVERY
          : Used.NONE;
    });
  }

  private static void requireOn(Handle handle, String memberId) {
    if (SecondFactorRows.of(handle, memberId)
        .filter(SecondFactorRows.Stored::confirmed)
        .isEmpty()) {
      throw new NoSuchAccountException("No second factor is on.");
    }
  }

  private static List<String> newCodes() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      codes.add(Secrets.newRecoveryCode());
    }
    return List.copyOf(codes);
  }

  private static List<String> hashes(List<String> codes) {
    return codes.stream().map(code -> SecretHash.of(folded(code))).toList();
  }

  /** As people type codes: with blanks, dashes and in any case. */
  private static String folded(String typed) {
    String code = typed.replaceAll("[\\s\u2010-\u2015-]", "").toLowerCase(Locale.ROOT);
    return code.length() > LONGEST_CODE ? "" : code;
  }

  private static String owner(String memberId) {
    return "second_factor/" + memberId;
  }

  private Instant now() {
    return Times.now(clock);
  }

  /**
   * A second factor that waits to be confirmed.
   *
   * @param seed for apps that can't read the picture; 32 characters of base32
   * @param uri what the picture says
   */
  public record Beginning(String seed, String uri) {
    /** Never the seed. */
    @Override
    public String toString() {
      return "Beginning[]";
    }
  }
}
