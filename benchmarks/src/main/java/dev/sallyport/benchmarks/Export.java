package dev.sallyport.benchmarks;

import dev.sallyport.allowlist.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;

/** Writes an IPv4 workload to a file, for the references in C. */
public final class Export {
  private Export() {}

  /** Takes the size of the list and the name of the file. */
  public static void main(String[] args) throws IOException {
    Workload workload = new Workload(4, Integer.parseInt(args[0]));
    NavigableMap<Long, Integer> boundaries = Subjects.boundariesV4(workload);
    // Past the last address of all there is no boundary.
    boundaries.remove(1L << 32);
    ByteBuffer out =
        ByteBuffer.allocate(4 * (2 + 2 * boundaries.size() + Workload.QUESTIONS))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(boundaries.size())
            .putInt(Workload.QUESTIONS);
    boundaries.keySet().forEach(start -> out.putInt(start.intValue()));
    boundaries.values().forEach(out::putInt);
    for (IpAddress question : workload.questions) {
      out.putInt((int) question.low());
    }
    Files.write(Path.of(args[1]), out.array());
  }
}
