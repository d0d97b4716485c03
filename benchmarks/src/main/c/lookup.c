/*
 * References in C for the same IPv4 lists and questions: a branchless binary search, a DXR16 written
 * from the paper (Zec, Rizzo, Mikuc, CCR 42(5), 2012), and the latency of a dependent load, below
 * which no search can go.
 *
 * Reads a file of 32-bit little-endian numbers: how many boundaries, how many questions, the starts,
 * the values, the questions. Prints lines of comma-separated values: name, size, least and median
 * nanoseconds. With "huge" as the last argument it asks for huge pages, as the JVM does beside it for
 * lists that large; with "floors" alone it prints the latencies.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#define ROUNDS 101
#define CHUNKS 65536

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void report(const char *name, const char *size, double *ns) {
  qsort(ns, ROUNDS, sizeof *ns, ascending);
  printf("%s,%s,%.2f,%.2f\n", name, size, ns[0], ns[ROUNDS / 2]);
}

static int huge;

static void *allocate(size_t bytes) {
  size_t page = huge ? 2 << 20 : 64;
  bytes = (bytes + page - 1) / page * page;
  void *memory = aligned_alloc(page, bytes);
  if (!memory) exit(1);
  if (huge) madvise(memory, bytes, MADV_HUGEPAGE);
  return memory;
}

static uint32_t n, q;
static uint32_t *starts, *questions;
static int32_t *values;

static int32_t branchless(uint32_t key) {
  const uint32_t *base = starts;
  uint32_t length = n;
  while (length > 1) {
    uint32_t half = length / 2;
    base += (base[half] <= key) * half;
    length -= half;
  }
  return *base <= key ? values[base - starts] : -1;
}

/* A chunk: the place of its first fragment and how many follow that one. */
struct chunk { uint32_t first, more; };
static struct chunk *chunks;
static uint16_t *low;
static int32_t *hop;

static void build_dxr(void) {
  chunks = allocate(CHUNKS * sizeof *chunks);
  low = allocate((n + CHUNKS) * sizeof *low);
  hop = allocate((n + CHUNKS) * sizeof *hop);
  uint32_t out = 0, at = 0;
  int32_t current = -1;
  for (uint32_t c = 0; c < CHUNKS; c++) {
    chunks[c].first = out;
    if (at >= n || starts[at] != c << 16) {
      low[out] = 0;
      hop[out++] = current;
    }
    for (; at < n && starts[at] >> 16 == c; at++) {
      low[out] = (uint16_t)starts[at];
      hop[out++] = current = values[at];
    }
    chunks[c].more = out - chunks[c].first - 1;
  }
}

static int32_t dxr(uint32_t key) {
  struct chunk c = chunks[key >> 16];
  uint32_t from = c.first, to = from + c.more;
  uint16_t k = (uint16_t)key;
  while (from < to) {
    uint32_t middle = (from + to + 1) / 2;
    if (low[middle] <= k) from = middle; else to = middle - 1;
  }
  return hop[from];
}

#define MEASURE(name, call)                                        \
  do {                                                             \
    double ns[ROUNDS];                                             \
    for (int r = 0; r < ROUNDS; r++) {                             \
      double start = now();                                        \
      int64_t sum = 0;                                             \
      for (uint32_t i = 0; i < q; i++) sum += call(questions[i]);  \
      ns[r] = (now() - start) / q;                                 \
      sink += sum;                                                 \
    }                                                              \
    report(name, argv[2], ns);                                     \
  } while (0)

static volatile int64_t sink;

static void chase(const char *name, size_t bytes) {
  size_t count = bytes / 64;
  uint64_t (*lines)[8] = allocate(bytes);
  size_t *order = allocate(count * sizeof *order);
  for (size_t i = 0; i < count; i++) order[i] = i;
  for (size_t i = count - 1; i > 0; i--) {
    size_t j = (size_t)((double)rand() / ((double)RAND_MAX + 1) * (i + 1)), t = order[i];
    order[i] = order[j];
    order[j] = t;
  }
  for (size_t i = 0; i < count; i++) lines[order[i]][0] = order[(i + 1) % count];
  double ns[ROUNDS];
  uint64_t at = 0;
  for (int r = 0; r < ROUNDS; r++) {
    double start = now();
    for (int i = 0; i < 20000; i++) at = lines[at][0];
    ns[r] = (now() - start) / 20000;
  }
  sink += at;
  report("dependent load", name, ns);
  free(order);
  free(lines);
}

static int read_all(FILE *file, void *to, size_t count) {
  return fread(to, 4, count, file) == count;
}

int main(int argc, char **argv) {
  if (argc == 2) {
    chase("L1 16 KiB", 16 << 10);
    chase("L2 256 KiB", 256 << 10);
    chase("L3 8 MiB", 8 << 20);
    chase("DRAM 256 MiB", 256 << 20);
    huge = 1;
    chase("DRAM 256 MiB of huge pages", 256 << 20);
    return 0;
  }
  huge = argc == 4 && !strcmp(argv[3], "huge");
  if (argc != 3 + huge) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file || !read_all(file, &n, 1) || !read_all(file, &q, 1)) return 1;
  starts = allocate(4 * (size_t)n);
  values = allocate(4 * (size_t)n);
  questions = allocate(4 * (size_t)q);
  if (!read_all(file, starts, n) || !read_all(file, values, n) || !read_all(file, questions, q))
    return 1;
  fclose(file);
  build_dxr();
  for (uint32_t i = 0; i < q; i++)
    if (dxr(questions[i]) != branchless(questions[i])) return 1;
  MEASURE("C branchless search", branchless);
  MEASURE("C DXR16", dxr);
  return 0;
}
