package dev.warrant.execution.desk;

import dev.warrant.knowledge.trace.TraceFault;
import dev.warrant.knowledge.trace.TraceLog;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Digest;

/// A trace whose steps stay in memory while the disk does not take them: the steps by which a desk
/// stops for want of room must not fail for the same reason. Whoever derives must look at
/// [#wanting] and leave out what can be left out. One thread only.
final class PatientTrace implements TraceLog {
  private final TraceWriter writer;
  private boolean waiting;

  PatientTrace(TraceWriter writer) {
    this.writer = writer;
  }

  @Override
  public void append(TraceNode node) {
    try {
      writer.append(node);
    } catch (TraceFault e) {
      waiting = true;
    }
  }

  @Override
  public void append(Iterable<TraceNode> nodes) {
    try {
      writer.append(nodes);
    } catch (TraceFault e) {
      waiting = true;
    }
  }

  @Override
  public void flush() {
    try {
      writer.flush();
      waiting = false;
    } catch (TraceFault e) {
      waiting = true;
    }
  }

  /// Here patience ends: what is not on the disk is not vouched for.
  @Override
  public void force() {
    writer.force();
    waiting = false;
  }

  /// Why steps wait in memory; empty if none do. Each call tries again to write them.
  String wanting() {
    if (!waiting) {
      return "";
    }
    try {
      writer.flush();
      waiting = false;
      return "";
    } catch (TraceFault e) {
      return "" + e.getMessage();
    }
  }

  @Override
  public long size() {
    return writer.size();
  }

  @Override
  public Digest root() {
    return writer.root();
  }

  @Override
  public void close() {
    writer.close();
  }
}
