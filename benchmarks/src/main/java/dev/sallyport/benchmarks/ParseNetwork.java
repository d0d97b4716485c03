package dev.sallyport.benchmarks;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
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
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Reading one network, with its prefix length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The fields are set by the harness.
public class ParseNetwork {
  private static final int TEXTS = 4_096;

  @Param({"4", "6"})
  int family;

  private String[] texts;
  private byte[][] lines;
  private int next;

  /** Makes a benchmark whose parameters the harness sets. */
  public ParseNetwork() {}

  /** Draws the texts. */
  @Setup
  public void draw() {
    Workload workload = new Workload(family, TEXTS);
    texts = new String[TEXTS];
    lines = new byte[TEXTS][];
    for (int i = 0; i < TEXTS; i++) {
      Network network = workload.networks.get(i);
      texts[i] = network.base() + "/" + network.prefixLength();
      lines[i] = texts[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private int next() {
    next = (next + 1) & (TEXTS - 1);
    return next;
  }

  /** Ours, from a string. */
  @Benchmark
  public ParseResult<Network> sallyport() {
    return Network.parse(texts[next()]);
  }

  /** Ours, from bytes. */
  @Benchmark
  public ParseResult<Network> sallyportBytes() {
    byte[] line = lines[next()];
    return Network.parse(line, 0, line.length);
  }

  /** The library ipaddress. */
  @Benchmark
  public @Nullable IPAddress ipaddress() {
    return new IPAddressString(texts[next()]).getAddress();
  }

  /** Spring Security. */
  @Benchmark
  public IpAddressMatcher spring() {
    return new IpAddressMatcher(texts[next()]);
  }
}
