package io.bitwright.testbench.gatelevel;

import java.util.Arrays;

/**
 * Events of a gate-level simulation in the order of their times, those of one time in the order in
 * which they came: a binary heap over one number that holds time and order.
 */
final class EventQueue {
  private static final int ORDER_BITS = 32;
  private static final int FIRST_CAPACITY = 1024;

  private long[] keys = new long[FIRST_CAPACITY];
  private int[] events = new int[FIRST_CAPACITY];
  private int size;
  private int order;

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds an event.
   *
   * @param time at least 0, below 2^31
   * @param event what {@link #remove} gives back
   * @return its key, by which a later event of the same place can be told from it
   */
  long add(long time, int event) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    if (size == 0) {
      order = 0;
    }
    long key = time << ORDER_BITS | Integer.toUnsignedLong(order++);
    int place = size++;
    while (place > 0 && keys[(place - 1) / 2] > key) {
      int parent = (place - 1) / 2;
      keys[place] = keys[parent];
      events[place] = events[parent];
      place = parent;
    }
    keys[place] = key;
    events[place] = event;
    return key;
  }

  /** The key of the earliest event. */
  long firstKey() {
    return keys[0];
  }

  /** The time in a key. */
  static long time(long key) {
    return key >>> ORDER_BITS;
  }

  /** Takes the earliest event out. */
  int remove() {
    int first = events[0];
    size--;
    long key = keys[size];
    int event = events[size];
    int place = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && keys[child + 1] < keys[child]) {
        child++;
      }
      if (key <= keys[child]) {
        break;
      }
      keys[place] = keys[child];
      events[place] = events[child];
      place = child;
      child = 2 * place + 1;
    }
    keys[place] = key;
    events[place] = event;
    return first;
  }
}
