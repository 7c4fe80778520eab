package io.temper.node;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes the kernel's list format of CPU sets: {@code 0-3,8}. */
final class CpuListFormat {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  private CpuListFormat() {}

  static CpuSet parse(String list) {
    String text = list.strip();
    if (text.isEmpty()) {
      return CpuSet.empty();
    }
    BitSet bits = new BitSet();
    for (String part : text.split(",", -1)) {
      addPart(part, text, bits);
    }
    return CpuSet.of(bits);
  }

  static String print(BitSet bits) {
    StringBuilder text = new StringBuilder();
    for (int first = bits.nextSetBit(0); first >= 0; ) {
      int end = bits.nextClearBit(first);
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (end - first > 1) {
        text.append('-').append(end - 1);
      }
      first = bits.nextSetBit(end);
    }
    return text.toString();
  }

  private static void addPart(String part, String whole, BitSet bits) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches()) {
      throw refused(part, whole, "write numbers and ranges, such as 0-3,8");
    }
    int first = Integer.parseInt(matcher.group(1));
    String end = matcher.group(2);
    int last = end == null ? first : Integer.parseInt(end);
    if (last < first) {
      throw refused(part, whole, "the range runs backwards");
    }
    if (last > CpuSet.MAX_ID) {
      throw refused(part, whole, "the highest CPU number is " + CpuSet.MAX_ID);
    }
    bits.set(first, last + 1);
  }

  private static IllegalArgumentException refused(String part, String whole, String why) {
    return new IllegalArgumentException(
        "not a CPU list: '" + whole + "', at '" + part + "': " + why);
  }
}
