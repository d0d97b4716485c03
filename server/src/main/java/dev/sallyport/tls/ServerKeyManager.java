package dev.sallyport.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives a handshake the key that holds at that moment. A handshake asks in three steps; the alias
 * carries which key it began with, so that a renewal in between does not mix two.
 */
final class ServerKeyManager extends X509ExtendedKeyManager {
  private final ReloadingKeys keys;
  private volatile Recent recent;

  /** The two newest keys; where there was no renewal yet, the same twice. */
  private record Recent(ReloadingKeys.Numbered now, ReloadingKeys.Numbered before) {}

  ServerKeyManager(ReloadingKeys keys) {
    this.keys = keys;
    this.recent = new Recent(keys.current(), keys.current());
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    ReloadingKeys.Numbered now = keys.current();
    Recent last = recent;
    if (last.now().number() != now.number()) {
      recent = new Recent(now, last.now());
    }
    return now.key().key().getAlgorithm().equals(keyType) ? Long.toString(now.number()) : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    ServerKey key = key(alias);
    return key == null ? null : key.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    ServerKey key = key(alias);
    return key == null ? null : key.key();
  }

  private @Nullable ServerKey key(String alias) {
    Recent known = recent;
    if (Long.toString(known.now().number()).equals(alias)) {
      return known.now().key();
    }
    return Long.toString(known.before().number()).equals(alias) ? known.before().key() : null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = chooseEngineServerAlias(keyType, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
