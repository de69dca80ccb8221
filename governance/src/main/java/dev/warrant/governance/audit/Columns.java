package dev.warrant.governance.audit;

import java.util.ArrayList;
import java.util.List;

/// Rows under each other.
public final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  public Columns(String... head) {
    rows.add(List.of(head));
  }

  public void row(Object... values) {
    List<String> row = new ArrayList<>();
    for (Object v : values) {
      row.add(String.valueOf(v));
    }
    rows.add(row);
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.append('\n').append(line.toString().stripTrailing());
    }
    return out.toString();
  }
}
