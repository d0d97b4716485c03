package dev.sallyport.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The TLS of every listener: one context, so that sessions are resumed across connections, whose
 * certificate is exchanged under it when its files change. No client certificate is asked for.
 */
public final class ServerTls {
  private static final long BETWEEN_LOOKS_MILLIS = 2_000;
  private static final int SESSIONS = 20_000;
  private static final int SESSION_SECONDS = 24 * 60 * 60;

  private final KeyPairFiles files;
  private final boolean selfSigned;
  private final ReloadingKeys keys;
  private final SSLContext context;

  private ServerTls(KeyPairFiles files, boolean selfSigned, InstantSource clock, long millis) {
    this.files = files;
    this.selfSigned = selfSigned;
    this.keys = new ReloadingKeys(files, clock, millis);
    this.context = context(new ServerKeyManager(keys));
  }

  /**
   * With the operator's certificate.
   *
   * @param certificate PEM, with its chain
   * @param key PEM, not encrypted
   * @throws TlsException where they can't be read or don't belong together
   */
  public static ServerTls ofFiles(Path certificate, Path key) {
    return ofFiles(certificate, key, InstantSource.system(), BETWEEN_LOOKS_MILLIS);
  }

  static ServerTls ofFiles(Path certificate, Path key, InstantSource clock, long millis) {
    return new ServerTls(new KeyPairFiles(certificate, key), false, clock, millis);
  }

  /**
   * With a certificate for localhost, 127.0.0.1 and ::1, made in that folder where it is not there.
   *
   * @throws TlsException where it can't be made or read
   */
  public static ServerTls selfSigned(Path dataFolder) {
    InstantSource clock = InstantSource.system();
    return new ServerTls(
        SelfSigned.in(dataFolder, clock.instant()), true, clock, BETWEEN_LOOKS_MILLIS);
  }

  /** For SMTP's sockets and Jetty alike; renewals apply to it without its being made anew. */
  public SSLContext context() {
    return context;
  }

  public Path certificate() {
    return files.certificate();
  }

  public boolean isSelfSigned() {
    return selfSigned;
  }

  /** SHA-256 of the certificate that holds now: 64 hexadecimal digits. */
  public String fingerprint() {
    try {
      byte[] encoded = keys.current().key().certificate().getEncoded();
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(KeyManager keyManager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keyManager}, new TrustManager[0], null);
      context.getServerSessionContext().setSessionCacheSize(SESSIONS);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }
}
