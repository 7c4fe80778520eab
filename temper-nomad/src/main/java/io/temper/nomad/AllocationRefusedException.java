package io.temper.nomad;

/** A value of an allocation makes no sense. */
final class AllocationRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param field which value, as the API names it
   * @param why what is wrong, and what to do
   */
  AllocationRefusedException(String field, String why) {
    super(field + ": " + why);
  }

  /**
   * Creates an exception.
   *
   * @param field which value, as the API names it
   * @param why what is wrong, and what to do
   * @param cause what found it
   */
  AllocationRefusedException(String field, String why, Throwable cause) {
    super(field + ": " + why, cause);
  }
}
