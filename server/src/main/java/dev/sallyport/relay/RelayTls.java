package dev.sallyport.relay;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Puts TLS on a connection to a relay. One for all connections, so that sessions are resumed.
 *
 * @param verified trusts only what the authorities it knows have issued
 * @param any trusts every certificate: encryption without proof of who is there, which is what
 *     STARTTLS where offered can give (RFC 7435), and no password is ever sent over it but to
 *     loopback
 */
record RelayTls(SSLContext verified, SSLContext any) {

  /** TLS that verifies by the authorities the Java runtime trusts. */
  static RelayTls ofThisRuntime() {
    try {
      return new RelayTls(SSLContext.getDefault(), trustingAnyone());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this runtime", e);
    }
  }

  static SSLContext trustingAnyone() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, null);
    return context;
  }

  /** A socket on top of the connection's own, with the handshake done. */
  void begin(RelayConnection connection, String host, int port, boolean verify) throws IOException {
    Socket below = connection.socket();
    SSLContext context = verify ? verified : any;
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(below, host, port, true);
    if (verify) {
      SSLParameters parameters = socket.getSSLParameters();
      // RFC 7817 §3 has mail clients check names much as HTTPS does.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    connection.secure(socket);
  }

  /** Accepts every certificate. */
  private static final class Anyone extends X509ExtendedTrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
