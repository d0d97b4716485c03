package dev.sallyport.benchmarks;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How much memory policies keep, told by the heap in use before and after they are made. */
public final class Footprint {
  private Footprint() {}

  /** Prints a line of comma-separated values for each size of list. */
  public static void main(String[] args) {
    System.out.println("family,size,policies,bytes a policy,bytes an entry");
    // One that does not count: what starting up leaves behind goes with it.
    measure(new Workload(4, 100_000).networks, 10);
    for (int family : new int[] {4, 6}) {
      report(family, new Workload(family, 100_000).networks, 10);
      report(family, new Workload(family, 1_000).networks, 1_000);
      report(family, new Workload(family, 50).networks, 10_000);
      report(family, new Workload(family, 5).networks, 100_000);
    }
    List<Network> mixed = new ArrayList<>(new Workload(4, 3).networks);
    mixed.addAll(new Workload(6, 2).networks);
    report(0, mixed, 100_000);
  }

  private static void report(int family, List<Network> networks, int copies) {
    double each = measure(networks, copies);
    System.out.printf(
        "%s,%d,%d,%.0f,%.1f%n",
        family == 0 ? "mixed" : "IPv" + family,
        networks.size(),
        copies,
        each,
        each / networks.size());
  }

  private static double measure(List<Network> networks, int copies) {
    // As many before, by when all that policies share is there and what is left over is gone.
    Policy[] first = policies(networks, copies);
    long before = used();
    Policy[] second = policies(networks, copies);
    double each = (used() - before) / (double) copies;
    checkMade(first);
    checkMade(second);
    return each;
  }

  private static Policy[] policies(List<Network> networks, int copies) {
    Policy[] policies = new Policy[copies];
    for (int i = 0; i < copies; i++) {
      policies[i] = Subjects.policy(networks);
    }
    return policies;
  }

  /** Looks at what was measured after it was, so that it could not be collected before. */
  private static void checkMade(Policy[] policies) {
    for (Policy policy : policies) {
      Objects.requireNonNull(policy);
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
