package io.temper.agent.daemon.safemode;

import io.temper.TemperException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Hears signals. Every JDK has a class for it that none documents, and the compiler refuses to be told
 * that this is known, so it is called by name. TERM and INT end the process, and with it the agent,
 * without any help.
 */
public final class Signals {
  private Signals() {}

  /**
   * Calls a handler, from a thread of its own, whenever this process gets a signal.
   *
   * @param name the signal without its SIG, such as {@code USR1}
   * @param handler what to do
   * @throws TemperException if this Java cannot hear it
   */
  public static void handle(String name, Runnable handler) {
    InvocationHandler proxy = (self, method, args) -> switch (method.getName()) {
      case "handle" -> {
        handler.run();
        yield null;
      }
      case "equals" -> self == args[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "handler of SIG" + name;
    };
    try {
      var signal = Class.forName("sun.misc.Signal");
      var listener = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, listener)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(listener.getClassLoader(), new Class<?>[] {listener}, proxy));
    } catch (ReflectiveOperationException | RuntimeException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new TemperException(
          "this Java cannot hear SIG" + name + ": " + why
              + "; run it with the module jdk.unsupported and without -Xrs",
          e);
    }
  }
}
