package dev.sallyport.tls;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates and keys in PEM form (RFC 7468): the chain in one file, the key as PKCS#8,
 * PKCS#1 or SEC 1 in another or the same.
 */
final class PemReader {
  private static final long MAX_BYTES = 1024 * 1024;
  private static final int MAX_OBJECTS = 100;

  private PemReader() {}

  /**
   * @throws TlsException where a file can't be read, holds no such thing, or the two don't belong
   *     together
   */
  static ServerKey read(KeyPairFiles files) {
    List<X509Certificate> certificates = certificates(files.certificate());
    PrivateKey key = key(files.key());
    return new ServerKey(key, ordered(certificates, key, files));
  }

  private static List<X509Certificate> certificates(Path path) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Object object : objects(path)) {
        if (object instanceof X509CertificateHolder holder) {
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new TlsException(path + " holds a certificate that can't be read.", e);
    }
    if (certificates.isEmpty()) {
      throw new TlsException(path + " holds no certificate in PEM form.");
    }
    return certificates;
  }

  private static PrivateKey key(Path path) {
    try {
      for (Object object : objects(path)) {
        PrivateKeyInfo info = info(object, path);
        if (info != null) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
      }
    } catch (PEMException e) {
      throw new TlsException(path + " holds a private key of a kind that can't be used.", e);
    }
    throw new TlsException(path + " holds no private key in PEM form.");
  }

  private static @Nullable PrivateKeyInfo info(Object object, Path path) {
    return switch (object) {
      case PrivateKeyInfo info -> info;
      case PEMKeyPair pair -> pair.getPrivateKeyInfo();
      case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
          throw new TlsException(
              path
                  + " holds an encrypted private key, and there is nobody to ask for its password."
                  + " Decrypt it with openssl pkey -in KEY -out PLAIN-KEY.");
      default -> null;
    };
  }

  /** The key's own certificate first, as TLS sends it (RFC 8446 §4.4.2). */
  private static List<X509Certificate> ordered(
      List<X509Certificate> certificates, PrivateKey key, KeyPairFiles files) {
    for (X509Certificate certificate : certificates) {
      if (belongTogether(key, certificate.getPublicKey())) {
        List<X509Certificate> chain = new ArrayList<>(certificates);
        chain.remove(certificate);
        chain.addFirst(certificate);
        return chain;
      }
    }
    throw new TlsException(
        "The private key in " + files.key() + " is not that of " + files.certificate() + ".");
  }

  private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "RSASSA-PSS" -> "RSASSA-PSS";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      byte[] challenge = new byte[32];
      new SecureRandom().nextBytes(challenge);
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(challenge);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(publicKey);
      verifying.update(challenge);
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      // A key of another kind than the certificate's is not its key either.
      return false;
    }
  }

  private static List<Object> objects(Path path) {
    List<Object> objects = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(text(path)))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        if (objects.size() == MAX_OBJECTS) {
          throw new TlsException(path + " holds more than " + MAX_OBJECTS + " certificates.");
        }
        objects.add(object);
      }
    } catch (IOException e) {
      throw new TlsException(path + " is not in PEM form.", e);
    }
    return objects;
  }

  private static String text(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new TlsException(path + " is larger than " + MAX_BYTES + " bytes.");
      }
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new TlsException("There is no file " + path + ".", e);
    } catch (CharacterCodingException e) {
      throw new TlsException(path + " is not in PEM form.", e);
    } catch (IOException e) {
      throw new TlsException(path + " can't be read: " + e.getMessage() + ".", e);
    }
  }
}
