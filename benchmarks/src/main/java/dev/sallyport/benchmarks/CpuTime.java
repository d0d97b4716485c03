package dev.sallyport.benchmarks;

import dev.sallyport.allowlist.Policy;
import dev.sallyport.allowlist.Rule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * The same look-ups and builds timed by the processor time of the thread, for a machine that others
 * use as well: what a wall clock tells there is mostly waiting. Caches are still shared, so it is
 * no match for the harness on a quiet machine.
 */
public final class CpuTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long LONGEST_NANOS = 1_500_000_000L;
  private static final int MOST_ROUNDS = 10_000;

  private CpuTime() {}

  /** Takes look-up or build, family, size and, for look-ups, the subject; prints one line. */
  public static void main(String[] args) {
    int family = Integer.parseInt(args[1]);
    Workload workload = new Workload(family, Integer.parseInt(args[2]));
    if (args[0].equals("build")) {
      List<Rule> rules =
          workload.networks.stream().map(each -> new Rule(each, false, Rule.NEVER)).toList();
      int times = Math.max(1, 5_000 / rules.size());
      print("Build.policy " + family + " " + args[2], 1_000.0 * times, () -> build(rules, times));
    } else {
      Subject subject = Subjects.of(args[3], workload);
      int questions = args[3].equals("spring") ? 1_024 : Workload.QUESTIONS;
      print(
          "LookUp.find %d %s %s".formatted(family, args[2], args[3]),
          questions,
          () -> ask(subject, questions));
    }
  }

  private static int ask(Subject subject, int questions) {
    int sum = 0;
    for (int i = 0; i < questions; i++) {
      sum += subject.find(i);
    }
    return sum;
  }

  private static int build(List<Rule> rules, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += Policy.of(rules).hashCode();
    }
    return sum;
  }

  /** The first half of the rounds is for the compiler. */
  private static void print(String name, double unit, IntSupplier round) {
    double[] times = new double[MOST_ROUNDS];
    int rounds = 0;
    int sum = 0;
    long begun = THREADS.getCurrentThreadCpuTime();
    while (rounds < MOST_ROUNDS
        && (rounds < 20 || THREADS.getCurrentThreadCpuTime() - begun < LONGEST_NANOS)) {
      long start = THREADS.getCurrentThreadCpuTime();
      sum += round.getAsInt();
      times[rounds++] = (THREADS.getCurrentThreadCpuTime() - start) / unit;
    }
    double[] measured = Arrays.copyOfRange(times, rounds / 2, rounds);
    Arrays.sort(measured);
    System.out.printf(
        Locale.ROOT, "%s,%.2f,%.2f,%d%n", name, measured[0], measured[measured.length / 2], sum);
  }
}
