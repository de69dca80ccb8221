package dev.warrant.execution.desk;

import dev.warrant.knowledge.deliberate.Engine;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a desk has done so far. Single writer; readers take [#copy].
public final class Counters {
  public long events;
  public long facts;
  public long deliberations;
  public long intents;
  public long objections;
  public long warrants;
  public long orders;
  public long fills;
  public long refusals;
  private final TreeMap<String, Long> refusalsByLimit = new TreeMap<>();
  private final TreeMap<String, Long> objectionsByRule = new TreeMap<>();
  private final EnumMap<Engine, Long> engines = new EnumMap<>(Engine.class);

  public void refused(String limit) {
    refusals++;
    refusalsByLimit.merge(limit, 1L, Long::sum);
  }

  public void objected(String rule) {
    objections++;
    objectionsByRule.merge(rule, 1L, Long::sum);
  }

  public void changed(Engine engine, long decisions) {
    engines.merge(engine, decisions, Long::sum);
  }

  public SortedMap<String, Long> refusalsByLimit() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(refusalsByLimit));
  }

  public SortedMap<String, Long> objectionsByRule() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(objectionsByRule));
  }

  public Map<Engine, Long> engines() {
    EnumMap<Engine, Long> out = new EnumMap<>(Engine.class);
    for (Engine e : Engine.values()) {
      out.put(e, engines.getOrDefault(e, 0L));
    }
    return out;
  }
}
