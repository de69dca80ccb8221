package dev.warrant.knowledge.trace;

/// A node and where it first lies; in the order of the trace.
///
/// @param file its file's place among all
/// @param offset where it begins there
public record TraceFound(int file, int offset, TraceNode node) implements Comparable<TraceFound> {
  @Override
  public int compareTo(TraceFound other) {
    int f = Integer.compare(file, other.file);
    return f != 0 ? f : Integer.compare(offset, other.offset);
  }
}
