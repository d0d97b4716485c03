package dev.sallyport.chaos;

import java.util.List;
import java.util.Map;

/**
 * What really happened.
 *
 * @param lists by account, each list's revisions as the store tells them, the newest last
 * @param handedOver the ids of the messages that the relay took, in order, a double twice
 */
record Truth(Map<String, List<Revision>> lists, List<String> handedOver) {
  Truth {
    lists = Map.copyOf(lists);
    handedOver = List.copyOf(handedOver);
  }
}
