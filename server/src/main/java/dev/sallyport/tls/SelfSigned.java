package dev.sallyport.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A certificate that signs itself, for localhost, 127.0.0.1 and ::1. It is no authority, so whoever
 * comes to trust it trusts it for this server alone.
 */
final class SelfSigned {
  private static final String FOLDER = "tls";
  private static final Duration LIFE = Duration.ofDays(3650);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SelfSigned() {}

  /** The files in that folder, made where they are not there yet. */
  static KeyPairFiles in(Path dataFolder, Instant now) {
    Path folder = dataFolder.resolve(FOLDER);
    KeyPairFiles files =
        new KeyPairFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    if (!Files.exists(folder)) {
      try {
        make(dataFolder, folder, now);
      } catch (IOException e) {
        throw new TlsException(
            "No certificate could be made in " + folder + ": " + e.getMessage() + ".", e);
      }
    }
    return files;
  }

  /**
   * Both files, and only then their folder's name: of two processes that start at once, one wins.
   */
  private static void make(Path dataFolder, Path folder, Instant now) throws IOException {
    Files.createDirectories(dataFolder);
    Path making = Files.createTempDirectory(dataFolder, ".tls-");
    Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rwxr-xr-x"));
    KeyPair pair = keyPair();
    Path key = making.resolve("key.pem");
    Files.createFile(key, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Path certificate = making.resolve("certificate.pem");
    Files.writeString(certificate, pem("CERTIFICATE", certificate(pair, now).getEncoded()));
    try {
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(key);
      Files.deleteIfExists(certificate);
      Files.deleteIfExists(making);
      if (!Files.exists(folder)) {
        throw e;
      }
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private static X509CertificateHolder certificate(KeyPair pair, Instant now) throws IOException {
    X500Name name = new X500Name("CN=localhost,O=Sallyport (self-signed)");
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            // Positive, and from 64 bits of chance or more, as the rules for authorities ask.
            new BigInteger(127, new SecureRandom()).setBit(126),
            // Clocks of clients may be behind.
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(LIFE)),
            name,
            pair.getPublic());
    try {
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(
                  new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.iPAddress, "::1")
                  }));
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    } catch (CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate of constants", e);
    }
  }

  private static String pem(String type, byte[] content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
