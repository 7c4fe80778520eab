package io.temper.agent;

import io.temper.agent.cli.CliContext;
import io.temper.agent.cli.Console;
import io.temper.agent.cli.TemperCli;
import io.temper.agent.cli.VersionCommand;
import io.temper.agent.demo.DemoCommand;
import io.temper.agent.demo.DemoHost;
import io.temper.agent.report.VersionReader;
import io.temper.bpf.SchedExtLoader;
import java.util.List;

/** The composition root: the only place that names the adapters together and creates them. */
final class AgentWiring {

  private AgentWiring() {}

  /** Returns the command line over the real adapters. */
  static TemperCli commandLine(Console console) {
    var context = CliContext.of(console);
    return new TemperCli(context, commands(context), () -> VersionReader.read().version());
  }

  private static List<Object> commands(CliContext context) {
    return List.of(
        new DemoCommand(
            context, () -> DemoHost.ofThisMachine(new SchedExtLoader()), () -> VersionReader.read()
                .version()),
        new VersionCommand(context, VersionReader::read));
  }
}
