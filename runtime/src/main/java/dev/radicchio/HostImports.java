package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.EngineHosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program is given to import from Java. */
final class HostImports {
  /** By both names of the import; records as keys would make a JVM start slower. */
  private final Map<String, Map<String, Handler>> handlers = new HashMap<>();

  private final List<EngineHosts> own = new ArrayList<>();
  private boolean closed;

  /** A function of a host. */
  record Handler(FunctionType type, HostHandler handler) {}

  /**
   * Adds a function under both names of its import.
   *
   * @throws IllegalArgumentException if its type has other types than numbers
   */
  void add(String module, String name, FunctionType type, HostHandler handler) {
    checkNumbers(type.params());
    checkNumbers(type.results());
    if (!handlers.containsKey(module)) {
      handlers.put(module, new HashMap<>());
    }
    handlers.get(module).put(name, new Handler(type, handler));
  }

  private static void checkNumbers(List<ValType> types) {
    for (ValType type : types) {
      if (type.code() < ValType.F64.code()) {
        throw new IllegalArgumentException(type + " is no type of numbers");
      }
    }
  }

  /** The function that was added under both names; null if there is none. */
  @Nullable Handler handler(String module, String name) {
    return handlers.getOrDefault(module, Map.of()).get(name);
  }

  /** Adds what is in an engine's own terms. */
  void addOwn(EngineHosts hosts) {
    own.add(hosts);
  }

  /** What is in an engine's own terms. */
  List<EngineHosts> own() {
    return own;
  }

  /**
   * Closes what came with the hosts, all of it, whatever fails; closing it again does nothing.
   *
   * @throws IllegalStateException for the first that cannot be closed; others are suppressed in it
   */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    IllegalStateException failure = null;
    for (EngineHosts hosts : own) {
      try {
        hosts.close();
      } catch (Throwable e) {
        IllegalStateException next =
            new IllegalStateException("a host cannot be closed: " + e.getMessage(), e);
        if (failure == null) {
          failure = next;
        } else {
          failure.addSuppressed(next);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
