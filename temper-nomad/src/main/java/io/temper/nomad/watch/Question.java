package io.temper.nomad.watch;

import io.temper.nomad.AllocationList;
import io.temper.nomad.AllocationReader;
import io.temper.nomad.NodeFacts;
import io.temper.nomad.NodeReader;
import java.io.InputStream;

/**
 * Something that Nomad is asked for again and again.
 *
 * @param what it is, for messages
 * @param pathEnd the path after the node's id
 * @param reader reads the body of an answer
 * @param doubt tells of an answer that Nomad gives of a node that is none, too
 * @param <T> what is kept of an answer
 */
record Question<T>(String what, String pathEnd, Reader<T> reader, Doubt<T> doubt) {

  /** Reads the body of an answer. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads it.
     *
     * @throws io.temper.TemperException if it is not what it should be
     */
    T read(String source, InputStream json);
  }

  /** Tells what may be meant by an answer. */
  @FunctionalInterface
  interface Doubt<T> {
    /** Returns whether it must be asked if there is such a node at all. */
    boolean about(T answer);
  }

  static Question<NodeFacts> node() {
    return new Question<>("this node", "", NodeReader::read, answer -> false);
  }

  /** Of a node that it does not know Nomad says that it has no allocations. */
  static Question<AllocationList> allocations() {
    return new Question<>(
        "the allocations of this node",
        "/allocations",
        AllocationReader::read,
        answer -> answer.allocations() == 0);
  }

  String path(String node) {
    return "/v1/node/" + node + pathEnd;
  }
}
