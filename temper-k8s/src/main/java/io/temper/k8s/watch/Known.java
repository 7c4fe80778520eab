package io.temper.k8s.watch;

import io.temper.k8s.ServedObject;
import io.temper.k8s.api.Trouble;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a selection at one moment. Trouble does not take away what was heard before.
 *
 * @param objects all of them, by uid; null until they were read once
 * @param trouble what keeps it from being brought up to date; null if nothing does
 * @param tally what was counted so far
 * @param <T> what is kept of an object
 */
public record Known<T extends ServedObject>(
    @Nullable Map<String, T> objects, @Nullable Trouble trouble, WatchTally tally) {
  /** Copies the map. */
  public Known {
    objects = objects == null ? null : Map.copyOf(objects);
  }

  static <T extends ServedObject> Known<T> nothing() {
    return new Known<>(null, null, WatchTally.NONE);
  }

  /**
   * Returns the objects.
   *
   * @return all of them; empty until they were read once
   */
  public Optional<Map<String, T>> all() {
    return Optional.ofNullable(objects);
  }

  /** All were read. */
  Known<T> listed(List<T> items) {
    Map<String, T> fresh =
        items.stream().collect(Collectors.toMap(ServedObject::uid, item -> item, (a, b) -> b));
    return new Known<>(fresh, null, tally.withList());
  }

  /** A watch was opened: what is known is brought up to date from now on. */
  Known<T> watched() {
    return new Known<>(objects, null, tally.withWatch());
  }

  Known<T> with(T object) {
    Map<String, T> changed = changed();
    changed.put(object.uid(), object);
    return new Known<>(changed, trouble, tally.withEvent());
  }

  Known<T> without(T object) {
    Map<String, T> changed = changed();
    changed.remove(object.uid());
    return new Known<>(changed, trouble, tally.withEvent());
  }

  /** It failed; when it began to is not forgotten. */
  Known<T> failed(String what, Instant now) {
    Trouble first = trouble;
    Instant since = first == null ? now : first.since();
    return new Known<>(objects, new Trouble(what, since), tally.withFailure());
  }

  private Map<String, T> changed() {
    return objects == null ? new HashMap<>() : new HashMap<>(objects);
  }
}
