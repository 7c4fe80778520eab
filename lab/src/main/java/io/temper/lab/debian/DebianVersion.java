package io.temper.lab.debian;

/**
 * A version of a Debian package, ordered as dpkg orders it: by epoch, then by alternating stretches
 * of other characters and of digits, in which {@code ~} comes before everything, even the end.
 *
 * @param text the version as the index spells it, as in "6.18.15-1~bpo13+1"
 */
public record DebianVersion(String text) implements Comparable<DebianVersion> {
  @Override
  public int compareTo(DebianVersion other) {
    int byEpoch = Long.compare(epoch(), other.epoch());
    return byEpoch != 0 ? byEpoch : new Comparison(rest(), other.rest()).result();
  }

  private long epoch() {
    int colon = text.indexOf(':');
    return colon < 0 ? 0 : Long.parseLong(text.substring(0, colon));
  }

  private String rest() {
    return text.substring(text.indexOf(':') + 1);
  }

  @Override
  public String toString() {
    return text;
  }

  /** One walk along two versions. */
  private static final class Comparison {
    private final String left;
    private final String right;
    private int i;
    private int j;

    Comparison(String left, String right) {
      this.left = left;
      this.right = right;
    }

    int result() {
      while (i < left.length() || j < right.length()) {
        int byText = compareText();
        if (byText != 0) {
          return byText;
        }
        int byNumber = compareNumber();
        if (byNumber != 0) {
          return byNumber;
        }
      }
      return 0;
    }

    private int compareText() {
      while (isText(left, i) || isText(right, j)) {
        int order = Integer.compare(order(left, i++), order(right, j++));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    private int compareNumber() {
      int startLeft = i;
      int startRight = j;
      i = endOfDigits(left, i);
      j = endOfDigits(right, j);
      return Long.compare(number(left, startLeft, i), number(right, startRight, j));
    }

    private static boolean isText(String text, int at) {
      return at < text.length() && !isDigit(text.charAt(at));
    }

    private static int order(String text, int at) {
      if (at >= text.length() || isDigit(text.charAt(at))) {
        return 0;
      }
      char c = text.charAt(at);
      if (c == '~') {
        return -1;
      }
      // Letters come before all other characters.
      return Character.isLetter(c) ? c : c + Character.MAX_VALUE;
    }

    private static int endOfDigits(String text, int from) {
      int at = from;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private static long number(String text, int from, int to) {
      return from >= to ? 0 : Long.parseLong(text.substring(from, to));
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
