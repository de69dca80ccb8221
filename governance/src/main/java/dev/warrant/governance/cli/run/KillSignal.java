package dev.warrant.governance.cli.run;

import dev.warrant.execution.safety.KillPath;
import dev.warrant.governance.cli.common.Mishaps;
import java.lang.reflect.Proxy;

/// Has SIGUSR2 kill the desk. `sun.misc.Signal` is the only way a JVM offers and no part of the
/// platform's own interface, so it is looked up; where it is not there, the signal stays what it
/// was and the kill file and the socket remain.
final class KillSignal {
  private KillSignal() {}

  static void arm(KillPath path) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object kill =
          Proxy.newProxyInstance(
              KillSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  path.kill("signal", "SIGUSR2");
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("USR2"), kill);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      System.err.println("warrant: SIGUSR2 will not kill here (" + Mishaps.sentence(e) + ")");
    }
  }
}
