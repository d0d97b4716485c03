package dev.sallyport.relay;

/** The name and password we show a relay. Its text form leaves the password out. */
record Login(String user, String password) {
  Login {
    // NUL separates the two in AUTH PLAIN (RFC 4616 §2).
    if (user.isEmpty() || password.isEmpty() || (user + password).indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a user and a password, without NUL, are needed");
    }
  }

  @Override
  public String toString() {
    return user + ":***";
  }
}
