package dev.warrant.rules.text;

import java.util.Collection;
import java.util.Locale;

/// The known name nearest to a mistyped one, by edit distance (Levenshtein 1966).
public final class Nearest {
  private Nearest() {}

  /// "you meant …." if a known name is near enough to help, else empty.
  public static String advice(String found, Collection<String> known) {
    String best = "";
    int least = Math.max(2, found.length() / 2);
    for (String name : known) {
      int d = distance(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (d < least) {
        least = d;
        best = name;
      }
    }
    return best.isEmpty() ? "" : "you meant " + best + ".";
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
