package dev.sallyport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerTlsTest {
  private static final Certificates.Made FIRST = Certificates.ec("first");
  private static final Certificates.Made SECOND = Certificates.rsa("second");

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  private ServerTls ofFiles(KeyPairFiles files) {
    return ServerTls.ofFiles(files.certificate(), files.key(), now::get, 2_000);
  }

  private void letTimePass() {
    now.updateAndGet(time -> time.plusSeconds(3));
  }

  private static SSLContext trusting(Certificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("server", certificate);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shakes hands once and sends a byte each way; the client checks the name. */
  private static SSLSession connect(
      ServerTls tls, SSLContext client, String host, String... protocols) throws IOException {
    InetAddress address = InetAddress.getByName(host.equals("localhost") ? "127.0.0.1" : host);
    try (SSLServerSocket listener =
            (SSLServerSocket)
                tls.context().getServerSocketFactory().createServerSocket(0, 1, address);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(() -> answerOne(listener), threads);
      SSLSession session = talk(client, named(host, address), listener.getLocalPort(), protocols);
      served.join();
      return session;
    }
  }

  private static InetAddress named(String host, InetAddress address) throws IOException {
    return InetAddress.getByAddress(host, address.getAddress());
  }

  private static SSLSession talk(
      SSLContext client, InetAddress address, int port, String... protocols) throws IOException {
    try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(address, port)) {
      socket.setSoTimeout(10_000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (protocols.length > 0) {
        parameters.setProtocols(protocols);
      }
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write('a');
      assertThat(socket.getInputStream().read()).isEqualTo('a');
      return socket.getSession();
    }
  }

  private static void answerOne(SSLServerSocket listener) {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(socket.getInputStream().read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertServes(ServerTls tls, Certificates.Made made) throws IOException {
    assertThat(connect(tls, trusting(made.certificate()), "localhost").getPeerCertificates())
        .containsExactly(made.certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void aClientThatTrustsTheSelfSignedCertificateAcceptsIt(String host) throws Exception {
    ServerTls tls = ServerTls.selfSigned(folder);
    Certificate certificate = PemReader.read(filesOfSelfSigned()).certificate();
    assertThat(connect(tls, trusting(certificate), host).isValid()).isTrue();
  }

  private KeyPairFiles filesOfSelfSigned() {
    return new KeyPairFiles(folder.resolve("tls/certificate.pem"), folder.resolve("tls/key.pem"));
  }

  @Test
  void theSelfSignedKeyIsForItsOwnerAlone() throws IOException {
    ServerTls.selfSigned(folder);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(filesOfSelfSigned().key())))
        .isEqualTo("rw-------");
  }

  @Test
  void theSelfSignedCertificateIsMadeOnce() {
    assertThat(ServerTls.selfSigned(folder).fingerprint())
        .isEqualTo(ServerTls.selfSigned(folder).fingerprint());
  }

  @Test
  void processesThatStartAtOnceServeOneSelfSignedCertificate() throws IOException {
    Path data = folder.resolve("data");
    List<String> fingerprints =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(_ -> ServerTls.selfSigned(data).fingerprint())
            .toList();
    assertThat(fingerprints).hasSize(8).containsOnly(fingerprints.getFirst());
    try (var left = Files.list(data)) {
      assertThat(left).containsExactly(data.resolve("tls"));
    }
  }

  @Test
  void theSelfSignedCertificateIsNoAuthority() {
    ServerTls.selfSigned(folder);
    assertThat(PemReader.read(filesOfSelfSigned()).certificate().getBasicConstraints())
        .isEqualTo(-1);
  }

  @Test
  void servesTheCertificateOfTheFiles() throws IOException {
    KeyPairFiles files = Certificates.filesIn(folder);
    Certificates.write(files, FIRST);
    assertServes(ofFiles(files), FIRST);
  }

  @Test
  void startsWithoutAUsableCertificateNever() {
    KeyPairFiles files = Certificates.filesIn(folder);
    assertThatThrownBy(() -> ofFiles(files)).isInstanceOf(TlsException.class);
  }

  @Test
  void newConnectionsGetARenewedCertificateOfAnotherKind() throws IOException {
    KeyPairFiles files = Certificates.filesIn(folder);
    Certificates.write(files, FIRST);
    ServerTls tls = ofFiles(files);
    assertServes(tls, FIRST);
    Certificates.write(files, SECOND);
    letTimePass();
    assertServes(tls, SECOND);
  }

  @Test
  void aBrokenRenewalLeavesTheOldCertificateUntilItIsMended() throws IOException {
    KeyPairFiles files = Certificates.filesIn(folder);
    Certificates.write(files, FIRST);
    ServerTls tls = ofFiles(files);
    Files.writeString(files.certificate(), Certificates.pem(SECOND.certificate()));
    letTimePass();
    assertServes(tls, FIRST);
    Certificates.write(files, SECOND);
    letTimePass();
    assertServes(tls, SECOND);
  }

  @Test
  void aVanishedFileLeavesTheOldCertificate() throws IOException {
    KeyPairFiles files = Certificates.filesIn(folder);
    Certificates.write(files, FIRST);
    ServerTls tls = ofFiles(files);
    Files.delete(files.key());
    letTimePass();
    assertServes(tls, FIRST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aSessionIsResumedByALaterConnection(String protocol) throws IOException {
    KeyPairFiles files = Certificates.filesIn(folder);
    Certificates.write(files, FIRST);
    ServerTls tls = ofFiles(files);
    SSLContext client = trusting(FIRST.certificate());
    try (SSLServerSocket listener =
            (SSLServerSocket)
                tls.context().getServerSocketFactory().createServerSocket(0, 1, null);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Values bound to a session are seen by the connections that resume it, and by no other.
      CompletableFuture<Void> first =
          CompletableFuture.runAsync(() -> answerOne(listener), threads);
      InetAddress address = named("localhost", InetAddress.getLoopbackAddress());
      talk(client, address, listener.getLocalPort(), protocol).putValue("mark", "first");
      first.join();
      CompletableFuture<Void> second =
          CompletableFuture.runAsync(() -> answerOne(listener), threads);
      assertThat(talk(client, address, listener.getLocalPort(), protocol).getValue("mark"))
          .isEqualTo("first");
      second.join();
    }
  }
}
