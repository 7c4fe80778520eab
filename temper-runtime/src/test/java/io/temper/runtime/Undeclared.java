package io.temper.runtime;

/** Throws as languages do that know no checked exceptions, such as Kotlin. */
final class Undeclared {
  private Undeclared() {}

  @SuppressWarnings({"unchecked", "DoNotCallSuggester"})
  static <E extends Throwable> void raise(Throwable failure) throws E {
    throw (E) failure;
  }
}
