package dev.warrant.sim.wire;

import dev.warrant.sim.wire.Call.Endpoint;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Which endpoint answers which method and path, what it asks of its caller, and what it weighs.
final class Routes {
  /// One endpoint.
  ///
  /// @param order whether it counts as a new order
  record Route(
      Access.Level level, ToIntFunction<Params> weight, boolean order, Endpoint endpoint) {}

  private final Map<String, Route> routes = new TreeMap<>();

  @Nullable Route find(String method, String path) {
    return routes.get(method + " " + path);
  }

  void open(String methodAndPath, int weight, Endpoint endpoint) {
    add(methodAndPath, new Route(Access.Level.PUBLIC, p -> weight, false, endpoint));
  }

  void open(String methodAndPath, ToIntFunction<Params> weight, Endpoint endpoint) {
    add(methodAndPath, new Route(Access.Level.PUBLIC, weight, false, endpoint));
  }

  void keyed(String methodAndPath, int weight, Endpoint endpoint) {
    add(methodAndPath, new Route(Access.Level.KEY, p -> weight, false, endpoint));
  }

  void signed(String methodAndPath, int weight, Endpoint endpoint) {
    add(methodAndPath, new Route(Access.Level.SIGNED, p -> weight, false, endpoint));
  }

  /// Charges the order limits rather than the weight.
  void order(String methodAndPath, Endpoint endpoint) {
    add(methodAndPath, new Route(Access.Level.SIGNED, p -> 0, true, endpoint));
  }

  private void add(String methodAndPath, Route route) {
    if (routes.put(methodAndPath, route) != null) {
      throw new IllegalStateException("two endpoints for " + methodAndPath);
    }
  }
}
