package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credential;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.ListRef;

/** The lists of credentials, each behind the same pages as the account's. */
final class OwnLists {
  private final Credentials credentials;
  private final Allowlists allowlists;

  OwnLists(Credentials credentials, Allowlists allowlists) {
    this.credentials = credentials;
    this.allowlists = allowlists;
  }

  /** The visit, turned to the list of the credential that the path names. */
  Visit open(Visit visit) {
    Credential credential =
        credentials
            .find(visit.account().id(), CredentialPages.kind(visit), visit.ctx().pathParam("id"))
            .orElseThrow(Refusal::notFound);
    Allowlist own =
        allowlists
            .find(new ListRef(credential.accountId(), credential.id()))
            .orElseThrow(Refusal::notFound);
    return visit.at(new ListOwner(credential), own);
  }
}
