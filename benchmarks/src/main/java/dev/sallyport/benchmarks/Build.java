package dev.sallyport.benchmarks;

import dev.sallyport.allowlist.Policy;
import dev.sallyport.allowlist.Rule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Making the policy of a list, in random order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // The fields are set by the harness.
public class Build {
  @Param({"4", "6"})
  int family;

  @Param({"50", "100000", "1000000"})
  int size;

  private List<Rule> rules;

  /** Makes a benchmark whose parameters the harness sets. */
  public Build() {}

  /** Draws the list. */
  @Setup
  public void draw() {
    rules =
        new Workload(family, size)
            .networks.stream().map(each -> new Rule(each, false, Rule.NEVER)).toList();
  }

  /** Makes its policy. */
  @Benchmark
  public Policy policy() {
    return Policy.of(rules);
  }
}
