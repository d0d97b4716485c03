package dev.sallyport.account;

/** The two kinds of credential. */
public enum CredentialKind {
  API_TOKEN,
  SMTP_USER
}
