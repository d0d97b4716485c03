package dev.sallyport.benchmarks;

/**
 * A way to look an address up. It is made with a workload, whose questions it turns into its own
 * kind of address beforehand; each run measures one only, so that the call costs nothing.
 */
interface Subject {
  int NONE = -1;
  int SOME = Integer.MAX_VALUE;

  /**
   * The longest network that covers the question of that number, by its place in the workload;
   * {@link #NONE}; or {@link #SOME}, from a subject that only knows that there is one.
   */
  int find(int question);
}
