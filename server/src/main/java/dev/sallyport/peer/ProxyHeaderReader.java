package dev.sallyport.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Reads the PROXY header a connection must begin with, and not a byte beyond it, so that what
 * follows may be TLS. There is no detection: where a listener speaks PROXY, a connection without a
 * header is refused.
 */
public final class ProxyHeaderReader {

  private ProxyHeaderReader() {}

  /**
   * Reads the header from a socket.
   *
   * @param deadline for the header as a whole, however slowly its bytes drip
   * @throws ProxyHeaderException if there is no header, or a malformed one
   * @throws SocketTimeoutException if it was not complete at the deadline
   */
  public static ProxyHeader read(Socket socket, Duration deadline) throws IOException {
    int usual = socket.getSoTimeout();
    long end = System.nanoTime() + deadline.toNanos();
    InputStream in = socket.getInputStream();
    ProxyHeader header =
        read((bytes, count) -> {
          long left = (end - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            throw new SocketTimeoutException("no PROXY header within " + deadline);
          }
          socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
          return in.read(bytes, 0, count);
        });
    socket.setSoTimeout(usual);
    return header;
  }

  /**
   * Reads the header from a stream whose reads time out by themselves.
   *
   * @throws ProxyHeaderException if there is no header, or a malformed one
   */
  public static ProxyHeader read(InputStream in) throws IOException {
    return read((bytes, count) -> in.read(bytes, 0, count));
  }

  private static ProxyHeader read(Source source) throws IOException {
    ProxyHeaderParser parser = new ProxyHeaderParser();
    byte[] piece = new byte[64];
    ProxyHeader result = parser.result();
    while (result == null) {
      int count = source.read(piece, Math.min(parser.wanted(), piece.length));
      if (count < 0) {
        throw new ProxyHeaderException("the connection ended before its PROXY header did");
      }
      parser.take(piece, 0, count);
      result = parser.result();
    }
    return result;
  }

  private interface Source {
    int read(byte[] bytes, int count) throws IOException;
  }
}
