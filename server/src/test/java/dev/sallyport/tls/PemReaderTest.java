package dev.sallyport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PemReaderTest {
  private static final Certificates.Made EC = Certificates.ec("ec");
  private static final Certificates.Made RSA = Certificates.rsa("rsa");

  @TempDir private Path folder;
  private KeyPairFiles files = new KeyPairFiles(Path.of(""), Path.of(""));

  @BeforeEach
  void nameFiles() {
    files = Certificates.filesIn(folder);
  }

  private void assertReads(Certificates.Made made, String key) throws IOException {
    Files.writeString(files.certificate(), Certificates.pem(made.certificate()));
    Files.writeString(files.key(), key);
    assertThat(PemReader.read(files).chain()).containsExactly(made.certificate());
    assertThat(PemReader.read(files).key().getEncoded()).isEqualTo(made.key().getEncoded());
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> PemReader.read(files))
        .isInstanceOf(TlsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsAnRsaKeyInPkcs8() throws IOException {
    assertReads(RSA, Certificates.pkcs8(RSA.key()));
  }

  @Test
  void readsAnRsaKeyInPkcs1() throws IOException {
    String key = Certificates.pem(RSA.key());
    assertThat(key).startsWith("-----BEGIN RSA PRIVATE KEY-----");
    assertReads(RSA, key);
  }

  @Test
  void readsAnEcKeyInPkcs8() throws IOException {
    assertReads(EC, Certificates.pkcs8(EC.key()));
  }

  @Test
  void readsAnEcKeyInSec1BehindItsParameters() throws IOException {
    Files.writeString(files.certificate(), Certificates.pem(EC.certificate()));
    // The parameters as openssl ecparam -genkey writes them before the key: the name of P-256.
    Files.writeString(
        files.key(),
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + Certificates.sec1(EC.key()));
    assertThat(PemReader.read(files).chain()).containsExactly(EC.certificate());
  }

  @Test
  void readsKeyAndCertificateFromOneFile() throws IOException {
    Files.writeString(
        files.certificate(),
        "a remark\n" + Certificates.pkcs8(EC.key()) + Certificates.pem(EC.certificate()));
    assertThat(PemReader.read(new KeyPairFiles(files.certificate(), files.certificate())).chain())
        .containsExactly(EC.certificate());
  }

  @Test
  void putsTheCertificateOfTheKeyFirst() throws IOException {
    Files.writeString(
        files.certificate(),
        Certificates.pem(RSA.certificate()) + Certificates.pem(EC.certificate()));
    Files.writeString(files.key(), Certificates.pkcs8(EC.key()));
    assertThat(PemReader.read(files).chain()).containsExactly(EC.certificate(), RSA.certificate());
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws IOException {
    Files.writeString(files.certificate(), Certificates.pem(EC.certificate()));
    Files.writeString(files.key(), Certificates.pkcs8(Certificates.ec("other").key()));
    assertRefused("is not that of");
  }

  @Test
  void refusesAKeyOfAnotherKind() throws IOException {
    Files.writeString(files.certificate(), Certificates.pem(EC.certificate()));
    Files.writeString(files.key(), Certificates.pkcs8(RSA.key()));
    assertRefused("is not that of");
  }

  @Test
  void refusesAnEncryptedKeyOfPkcs1() throws IOException {
    Files.writeString(files.certificate(), Certificates.pem(RSA.certificate()));
    Files.writeString(
        files.key(),
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,000102030405060708090A0B0C0D0E0F

        AAAAAAAAAAAAAAAAAAAAAA==
        -----END RSA PRIVATE KEY-----
        """);
    assertRefused("holds an encrypted private key");
  }

  @Test
  void refusesAnEncryptedKeyOfPkcs8() throws IOException, GeneralSecurityException {
    Files.writeString(files.certificate(), Certificates.pem(RSA.certificate()));
    Files.writeString(
        files.key(),
        Certificates.pem(
            new PemObject(
                "ENCRYPTED PRIVATE KEY",
                new EncryptedPrivateKeyInfo("PBEWithMD5AndDES", new byte[16]).getEncoded())));
    assertRefused("holds an encrypted private key");
  }

  @Test
  void refusesAFileThatIsNotThere() throws IOException {
    Files.writeString(files.certificate(), Certificates.pem(EC.certificate()));
    assertRefused("There is no file " + files.key());
  }

  @Test
  void refusesAFileWithoutAKey() throws IOException {
    Files.writeString(files.certificate(), Certificates.pem(EC.certificate()));
    Files.writeString(files.key(), Certificates.pem(EC.certificate()));
    assertRefused("holds no private key");
  }

  @Test
  void refusesAFileWithoutACertificate() throws IOException {
    Files.writeString(files.certificate(), "");
    Files.writeString(files.key(), Certificates.pkcs8(EC.key()));
    assertRefused("holds no certificate");
  }

  @Test
  void refusesBinaryForm() throws IOException {
    Files.write(files.certificate(), new byte[] {0x30, (byte) 0x82, (byte) 0xff, 0});
    assertRefused("is not in PEM form");
  }

  @Test
  void refusesBrokenBase64() throws IOException {
    Files.writeString(
        files.certificate(), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertRefused(files.certificate().toString());
  }
}
