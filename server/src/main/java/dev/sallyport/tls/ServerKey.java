package dev.sallyport.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A private key with its certificate.
 *
 * @param chain the key's own certificate first
 */
record ServerKey(PrivateKey key, List<X509Certificate> chain) {
  ServerKey {
    chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  boolean isExpired(Instant now) {
    return certificate().getNotAfter().toInstant().isBefore(now);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "ServerKey[" + certificate().getSubjectX500Principal() + "]";
  }
}
