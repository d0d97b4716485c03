package dev.sallyport.benchmarks;

import com.google.common.net.InetAddresses;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading one address. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The fields are set by the harness.
public class Parse {
  private static final int TEXTS = 4_096;

  @Param({"4", "6"})
  int family;

  private String[] texts;
  private byte[][] lines;
  private int next;

  /** Makes a benchmark whose parameters the harness sets. */
  public Parse() {}

  /** Draws the texts. */
  @Setup
  public void draw() {
    Workload workload = new Workload(family, 1_000);
    texts = new String[TEXTS];
    lines = new byte[TEXTS][];
    for (int i = 0; i < TEXTS; i++) {
      texts[i] = workload.questions[i].toString();
      lines[i] = texts[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private int next() {
    next = (next + 1) & (TEXTS - 1);
    return next;
  }

  /** Ours, from a string. */
  @Benchmark
  public ParseResult<IpAddress> sallyport() {
    return IpAddress.parse(texts[next()]);
  }

  /** Ours, from bytes. */
  @Benchmark
  public ParseResult<IpAddress> sallyportBytes() {
    byte[] line = lines[next()];
    return IpAddress.parse(line, 0, line.length);
  }

  /** The JDK, which is lenient. */
  @Benchmark
  public InetAddress jdk() {
    return InetAddress.ofLiteral(texts[next()]);
  }

  /** Guava. */
  @Benchmark
  public InetAddress guava() {
    return InetAddresses.forString(texts[next()]);
  }

  /** The library ipaddress. */
  @Benchmark
  public @Nullable IPAddress ipaddress() {
    return new IPAddressString(texts[next()]).getAddress();
  }
}
