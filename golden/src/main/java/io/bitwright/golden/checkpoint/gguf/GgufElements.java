package io.bitwright.golden.checkpoint.gguf;

import java.lang.foreign.MemorySegment;
import java.util.AbstractSequentialList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;

/** The elements of an array in a GGUF file, each made as the list is walked. */
final class GgufElements extends AbstractSequentialList<GgufValue> {
  private final String file;
  private final MemorySegment bytes;
  private final long first;
  private final GgufType type;
  private final int size;
  private final String what;

  GgufElements(String file, MemorySegment bytes, long first, GgufType type, int size, String what) {
    this.file = file;
    this.bytes = bytes;
    this.first = first;
    this.type = type;
    this.size = size;
    this.what = what;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<GgufValue> iterator() {
    GgufCursor cursor = new GgufCursor(file, bytes, first);
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public GgufValue next() {
        if (next == size) {
          throw new NoSuchElementException();
        }
        next++;
        return cursor.readValue(type, what);
      }
    };
  }

  /** Made in full first; walk forward with {@link #iterator} to take no memory. */
  @Override
  public ListIterator<GgufValue> listIterator(int index) {
    GgufValue[] all = new GgufValue[size];
    int place = 0;
    for (GgufValue value : this) {
      all[place++] = value;
    }
    return List.of(all).listIterator(index);
  }
}
