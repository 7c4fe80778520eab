package io.temper.agent.json;

import io.temper.agent.report.input.Machine;
import tools.jackson.databind.node.ObjectNode;

/** A {@link Machine} as a part of JSON documents; sets of CPUs are in the kernel's list format. */
final class MachineJson {

  private MachineJson() {}

  static ObjectNode of(Machine from) {
    var topology = from.topology();
    var machine = JsonDocument.object()
        .put("source", from.source())
        .put("sockets", topology.socketCount())
        .put("numaNodes", topology.numaNodes().size())
        .put("caches", topology.caches().size())
        .put("cores", topology.cores().size())
        .put("cpus", topology.cpus().size())
        .put("online", topology.online().toString())
        .put("offline", topology.offline().toString());
    var notes = machine.putArray("notes");
    from.notes().forEach(notes::add);
    return machine;
  }
}
