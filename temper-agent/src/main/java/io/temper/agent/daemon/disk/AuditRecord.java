package io.temper.agent.daemon.disk;

import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the audit log.
 *
 * @param fields what it says, in the order of writing
 */
public record AuditRecord(Map<String, String> fields) {
  /** Of the lines from here on: raised when one would be misread; fields are added without. */
  private static final String FORMAT = "1";

  /** The agent began. */
  public static AuditRecord began(Instant at, String version, long pid, String source) {
    var fields = start(at, "agent");
    fields.put("change", "started");
    fields.put("format", FORMAT);
    fields.put("version", version);
    fields.put("pid", Long.toString(pid));
    fields.put("source", source);
    return new AuditRecord(fields);
  }

  /** The agent ends, and with it what it enforced. */
  public static AuditRecord ended(Instant at, String reason) {
    var fields = start(at, "agent");
    fields.put("change", "ended");
    fields.put("reason", reason);
    return new AuditRecord(fields);
  }

  /** Somebody asks for safe mode, or asks no more. */
  public static AuditRecord safeMode(Instant at, boolean on, SafeModeRequest request, String by) {
    var fields = start(at, "safe-mode");
    fields.put("change", on ? "on" : "off");
    fields.put("source", request.source().label());
    fields.put("by", by);
    fields.put("reason", request.reason());
    return new AuditRecord(fields);
  }

  /** The node came from one state into another. */
  public static AuditRecord state(Instant at, NodeStatus before, NodeStatus after) {
    var fields = start(at, "state");
    fields.put("from", before.equals(after) ? "started" : before.state().label());
    fields.put("to", after.state().label());
    fields.put("reason", after.state().reason());
    fields.put("next", after.state().next());
    fields.put("generation", Long.toString(after.generation()));
    return new AuditRecord(fields);
  }

  private static Map<String, String> start(Instant at, String event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("at", at.toString());
    fields.put("event", event);
    return fields;
  }
}
