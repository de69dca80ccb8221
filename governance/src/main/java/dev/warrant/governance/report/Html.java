package dev.warrant.governance.report;

/// Markup under construction. Whatever comes from outside goes through [#text], which leaves no
/// character that means anything to a browser; a slash neither, so that no address can appear in
/// the page by way of data.
public final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /// Adds markup as it is.
  public Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /// Adds text.
  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /// Adds an element with a class and text in it.
  public Html element(String name, String style, String text) {
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(escape(style)).append('"');
    }
    out.append('>').append(escape(text)).append("</").append(name).append('>');
    return this;
  }

  /// Text as it may stand between tags and in quoted attributes.
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '/' -> out.append("&#47;");
        case '\n', '\t' -> out.append(c);
        default -> out.append(visible(c) ? c : '\uFFFD');
      }
    }
    return out.toString();
  }

  /// Control characters and those that turn the direction of text could hide what is there.
  private static boolean visible(char c) {
    boolean control = c < ' ' || c >= '\u007f' && c < '\u00a0';
    boolean turns = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    return !control && !turns;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
