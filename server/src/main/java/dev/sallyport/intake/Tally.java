package dev.sallyport.intake;

import dev.sallyport.admission.Channel;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what came to the gate since the start, for the metrics page. */
public final class Tally {
  private final Map<Channel, Map<Event, LongAdder>> counts = new EnumMap<>(Channel.class);

  /** What can become of a call. */
  public enum Event {
    /** A call with a valid credential was denied by a list or a pause. */
    DENIED,
    HANDED_OVER,
    REFUSED,
    UNKNOWN,
    RELAY_AWAY
  }

  public Tally() {
    for (Channel channel : Channel.values()) {
      Map<Event, LongAdder> events = new EnumMap<>(Event.class);
      for (Event event : Event.values()) {
        events.put(event, new LongAdder());
      }
      counts.put(channel, events);
    }
  }

  public void count(Channel channel, Event event) {
    adder(channel, event).increment();
  }

  public long total(Channel channel, Event event) {
    return adder(channel, event).sum();
  }

  private LongAdder adder(Channel channel, Event event) {
    Map<Event, LongAdder> events = counts.get(channel);
    LongAdder adder = events == null ? null : events.get(event);
    if (adder == null) {
      throw new IllegalStateException("every channel and event has a counter");
    }
    return adder;
  }
}
