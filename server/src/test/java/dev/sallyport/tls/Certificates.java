package dev.sallyport.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Makes certificates for tests. */
final class Certificates {

  /** A certificate that signs itself, for localhost. */
  record Made(KeyPair pair, X509Certificate certificate) {
    PrivateKey key() {
      return pair.getPrivate();
    }
  }

  private Certificates() {}

  static Made ec(String name) {
    return make(name, "EC", 256, "SHA256withECDSA");
  }

  static Made rsa(String name) {
    return make(name, "RSA", 2048, "SHA256withRSA");
  }

  private static Made make(String name, String algorithm, int bits, String signature) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      KeyPair pair = generator.generateKeyPair();
      X500Name subject = new X500Name("CN=" + name);
      Instant now = Instant.now();
      return new Made(
          pair,
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          subject,
                          BigInteger.valueOf(now.toEpochMilli()),
                          Date.from(now.minus(Duration.ofHours(1))),
                          Date.from(now.plus(Duration.ofDays(30))),
                          subject,
                          pair.getPublic())
                      .addExtension(
                          Extension.subjectAlternativeName,
                          false,
                          new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                      .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PKCS#1 or SEC 1 for a key, as openssl wrote them of old; X.509 for a certificate. */
  static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  /** SEC 1 with the name of its curve, as openssl writes it. */
  static String sec1(PrivateKey key) throws IOException {
    BigInteger secret = ((ECPrivateKey) key).getS();
    return pem(
        new PemObject(
            "EC PRIVATE KEY",
            new org.bouncycastle.asn1.sec.ECPrivateKey(256, secret, SECObjectIdentifiers.secp256r1)
                .getEncoded()));
  }

  static String pkcs8(PrivateKey key) throws IOException {
    return pem(new PemObject("PRIVATE KEY", key.getEncoded()));
  }

  static void write(KeyPairFiles files, Made made) throws IOException {
    Files.writeString(files.certificate(), pem(made.certificate()));
    Files.writeString(files.key(), pkcs8(made.key()));
  }

  static KeyPairFiles filesIn(Path folder) {
    return new KeyPairFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
  }
}
