package io.temper.nomad;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers of Nomad; where their shapes come from is told beside them. */
public final class Fixtures {
  /** The node of the answers. */
  public static final String NODE = "11111111-2222-3333-4444-555555555555";

  private Fixtures() {}

  /** Returns the text of a file. */
  public static String text(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("there is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the file of allocations holds. */
  public static AllocationList allocations() {
    return read(text("allocations.json"));
  }

  /** Reads allocations. */
  public static AllocationList read(String json) {
    return AllocationReader.read("the allocations", stream(json));
  }

  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the node. */
  public static NodeFacts node() {
    return node(text("node.json"));
  }

  /** Reads a node. */
  public static NodeFacts node(String json) {
    return NodeReader.read("this node", stream(json));
  }

  /** Returns the list of one allocation, of one task of a driver, in namespace {@code test}. */
  public static String allocation(int number, String name, String driver, String more) {
    String id = String.format("aaaaaaaa-0000-4000-8000-%012d", number);
    return "{\"ID\":\"" + id + "\",\"Namespace\":\"test\",\"Name\":\"" + name
        + "\",\"TaskGroup\":\"g\",\"DesiredStatus\":\"run\",\"ClientStatus\":\"running\","
        + "\"Job\":{\"Type\":\"service\",\"Priority\":50,\"TaskGroups\":[{\"Name\":\"g\",\"Tasks\":"
        + "[{\"Name\":\"main\",\"Driver\":\"" + driver
        + "\",\"Resources\":{\"CPU\":500,\"MemoryMB\":64}}]}]}" + more + "}";
  }
}
