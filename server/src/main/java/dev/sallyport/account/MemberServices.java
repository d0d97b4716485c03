package dev.sallyport.account;

import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import java.time.InstantSource;

/** All that concerns members, for the doors that need all of it. */
public record MemberServices(
    Members members,
    SignIns signIns,
    Sessions sessions,
    SecondFactors secondFactors,
    Invitations invitations,
    PasswordLinks passwordLinks) {

  /** Puts them together over one store. */
  public static MemberServices of(
      Store store,
      SealedSecrets sealed,
      AccountChanges changes,
      Members members,
      InstantSource clock) {
    SecondFactors factors = new SecondFactors(store, sealed, members, clock);
    return new MemberServices(
        members,
        new SignIns(store, members, factors, clock),
        new Sessions(store, clock),
        factors,
        new Invitations(store, changes, clock),
        new PasswordLinks(store, clock));
  }
}
