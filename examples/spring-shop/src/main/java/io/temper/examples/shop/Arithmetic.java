package io.temper.examples.shop;

/** Work for a CPU that the compiler cannot leave out. */
final class Arithmetic {
  private Arithmetic() {}

  static long mix(long seed, int rounds) {
    long value = seed;
    for (int i = 0; i < rounds; i++) {
      value ^= value << 13;
      value ^= value >>> 7;
      value ^= value << 17;
    }
    return value;
  }
}
