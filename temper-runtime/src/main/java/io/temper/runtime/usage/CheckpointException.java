package io.temper.runtime.usage;

import io.temper.TemperException;
import io.temper.runtime.input.ReadProblem;
import org.jspecify.annotations.Nullable;

/** A checkpoint of histories cannot be used. Nothing of it is. */
public final class CheckpointException extends TemperException {
  private static final long serialVersionUID = 1L;

  private static final String REMEDY =
      "give a file that 'temper run' wrote, or remove it to begin anew";

  CheckpointException(String source, String problem, @Nullable Throwable cause) {
    this(source, new ReadProblem(problem, REMEDY), cause);
  }

  CheckpointException(String source, ReadProblem problem, @Nullable Throwable cause) {
    super(source + ": " + problem, cause);
  }
}
