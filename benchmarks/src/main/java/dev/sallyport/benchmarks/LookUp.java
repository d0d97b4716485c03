package dev.sallyport.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Look-ups of addresses, already parsed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // The fields are set by the harness.
public class LookUp {
  private static final int IN_A_ROW = 256;

  @Param({"sallyport", "policy", "treemap", "guava", "netty", "ipaddress", "spring"})
  String subject;

  @Param({"4", "6"})
  int family;

  @Param({"5", "50", "1000", "100000"})
  int size;

  @Param({"hits", "misses"})
  String questions;

  private Subject made;
  private int question;

  /** Makes a benchmark whose parameters the harness sets. */
  public LookUp() {}

  /** Builds the list. */
  @Setup
  public void build() {
    Workload workload = new Workload(family, size);
    made = Subjects.of(subject, questions.equals("misses") ? workload.withMisses() : workload);
  }

  /**
   * Asks the next questions, in a loop as the references in C do: what the harness takes for a call
   * is as much as a short look-up, and is not what is compared.
   */
  @Benchmark
  @OperationsPerInvocation(IN_A_ROW)
  public int find() {
    int sum = 0;
    for (int i = question; i < question + IN_A_ROW; i++) {
      sum += made.find(i);
    }
    question = (question + IN_A_ROW) & (Workload.QUESTIONS - 1);
    return sum;
  }
}
