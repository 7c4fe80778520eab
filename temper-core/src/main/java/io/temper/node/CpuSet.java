package io.temper.node;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of logical CPUs, by the numbers that Linux gives them (0 to {@value #MAX_ID}).
 * Written in the kernel's list format: {@code 0-3,8}.
 */
public final class CpuSet {
  /** The highest CPU number that Linux can be configured for. */
  public static final int MAX_ID = 8191;

  private static final CpuSet EMPTY = new CpuSet(new long[0]);

  /** Bit {@code n % 64} of word {@code n / 64} is CPU n; the last word is not zero. */
  private final long[] words;

  private CpuSet(long[] words) {
    this.words = words;
  }

  /**
   * Returns the set without members.
   *
   * @return the empty set
   */
  public static CpuSet empty() {
    return EMPTY;
  }

  /**
   * Returns the set of the given CPUs.
   *
   * @param ids CPU numbers in any order, repeats allowed
   * @return the set
   * @throws IllegalArgumentException if a number is negative or above {@link #MAX_ID}
   */
  public static CpuSet of(int... ids) {
    BitSet bits = new BitSet();
    for (int id : ids) {
      bits.set(requireId(id));
    }
    return of(bits);
  }

  /**
   * Returns all CPUs from {@code first} to {@code last}, both included.
   *
   * @param first the lowest CPU number
   * @param last the highest CPU number; not below {@code first}
   * @return the set
   * @throws IllegalArgumentException if a number is out of range or the range runs backwards
   */
  public static CpuSet range(int first, int last) {
    if (last < first) {
      throw new IllegalArgumentException("the CPU range runs backwards: " + first + "-" + last);
    }
    BitSet bits = new BitSet();
    bits.set(requireId(first), requireId(last) + 1);
    return of(bits);
  }

  /**
   * Returns all CPUs of the given sets.
   *
   * @param sets any number of sets
   * @return the union
   */
  public static CpuSet unionOf(Collection<CpuSet> sets) {
    int length = 0;
    for (CpuSet set : sets) {
      length = Math.max(length, set.words.length);
    }
    long[] all = new long[length];
    for (CpuSet set : sets) {
      for (int i = 0; i < set.words.length; i++) {
        all[i] |= set.words[i];
      }
    }
    return ofWords(all);
  }

  /**
   * Reads the kernel's list format: numbers and ranges, separated by commas, with white space around
   * the whole. An empty text is the empty set, as in {@code /sys/devices/system/cpu/offline}.
   *
   * @param list for example {@code 0-3,8}
   * @return the set
   * @throws IllegalArgumentException if the text is anything else; the message shows the faulty part
   */
  public static CpuSet parse(String list) {
    return CpuListFormat.parse(list);
  }

  static CpuSet of(BitSet bits) {
    return bits.isEmpty() ? EMPTY : new CpuSet(bits.toLongArray());
  }

  /**
   * Returns the number of CPUs.
   *
   * @return 0 or more
   */
  public int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  /**
   * Tells whether there is no CPU in the set.
   *
   * @return true for the empty set
   */
  public boolean isEmpty() {
    return words.length == 0;
  }

  /**
   * Tells whether a CPU is in the set.
   *
   * @param id any number
   * @return false for a number that no CPU can have, too
   */
  public boolean contains(int id) {
    return id >= 0 && id / Long.SIZE < words.length && (words[id / Long.SIZE] >>> id & 1) != 0;
  }

  /**
   * Tells whether all CPUs of another set are in this one.
   *
   * @param other the possible subset
   * @return true for the empty set, too
   */
  public boolean containsAll(CpuSet other) {
    for (int i = 0; i < other.words.length; i++) {
      if ((other.words[i] & ~wordAt(i)) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tells whether both sets have a CPU in common.
   *
   * @param other another set
   * @return false if either is empty
   */
  public boolean intersects(CpuSet other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & other.wordAt(i)) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the lowest CPU number.
   *
   * @return the number
   * @throws IllegalStateException if the set is empty
   */
  public int first() {
    if (isEmpty()) {
      throw new IllegalStateException("an empty CPU set has no first CPU");
    }
    int word = 0;
    while (words[word] == 0) {
      word++;
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(words[word]);
  }

  /**
   * Returns the CPUs of both sets together.
   *
   * @param other another set
   * @return the union
   */
  public CpuSet union(CpuSet other) {
    long[] both = Arrays.copyOf(words, Math.max(words.length, other.words.length));
    for (int i = 0; i < other.words.length; i++) {
      both[i] |= other.words[i];
    }
    return ofWords(both);
  }

  /**
   * Returns the CPUs that are in both sets.
   *
   * @param other another set
   * @return the intersection
   */
  public CpuSet intersect(CpuSet other) {
    long[] common = words.clone();
    for (int i = 0; i < common.length; i++) {
      common[i] &= other.wordAt(i);
    }
    return ofWords(common);
  }

  /**
   * Returns the CPUs of this set that are not in another.
   *
   * @param other the CPUs to leave out
   * @return the difference
   */
  public CpuSet minus(CpuSet other) {
    long[] rest = words.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] &= ~other.wordAt(i);
    }
    return ofWords(rest);
  }

  /**
   * Returns the CPU numbers in ascending order.
   *
   * @return a new stream
   */
  public IntStream stream() {
    return bits().stream();
  }

  /**
   * Returns the set as a bit mask: bit {@code n % 64} of word {@code n / 64} stands for CPU n.
   *
   * @return a new array without zero words at its end; empty for the empty set
   */
  public long[] toWords() {
    return words.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CpuSet that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  /**
   * Returns the set as sentences name it.
   *
   * @return for example {@code CPU 3} or {@code CPUs 0-3,8}
   */
  public String phrase() {
    return (size() == 1 ? "CPU " : "CPUs ") + this;
  }

  /** Returns the set in the kernel's list format, for example {@code 0-3,8}. */
  @Override
  public String toString() {
    return CpuListFormat.print(bits());
  }

  private long wordAt(int index) {
    return index < words.length ? words[index] : 0;
  }

  /** Takes the array over; zero words at its end are left off, so that equal sets have equal arrays. */
  private static CpuSet ofWords(long[] words) {
    int length = words.length;
    while (length > 0 && words[length - 1] == 0) {
      length--;
    }
    return length == 0 ? EMPTY : new CpuSet(Arrays.copyOf(words, length));
  }

  private BitSet bits() {
    return BitSet.valueOf(words);
  }

  private static int requireId(int id) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException("not a CPU number (0 to " + MAX_ID + "): " + id);
    }
    return id;
  }
}
