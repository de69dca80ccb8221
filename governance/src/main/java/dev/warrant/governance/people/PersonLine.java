package dev.warrant.governance.people;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.VerifyKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A person with roles and one key, as a line of a statement: `alice, risk operator, ssh-ed25519
/// AAAA…`, with `, demo` after it for a demo key.
///
/// @param roles in order, each once
public record PersonLine(String name, List<Role> roles, VerifyKey key, boolean demo) {
  /// Starts the comment of every demo key.
  public static final String DEMO_COMMENT = "warrant-demo";

  private static final Pattern FORM =
      Pattern.compile("([^,]+), ([a-z ]+), (ssh-ed25519 [^, ]+)(, demo)?");
  private static final String NONE = "none";

  public PersonLine {
    roles = List.copyOf(roles);
  }

  /// Reads a line.
  public static PersonLine parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new ReleaseException("person-form", "\"" + text + "\"", "name, roles, ssh-ed25519 key");
    }
    PersonLine out =
        new PersonLine(
            String.valueOf(m.group(1)),
            roles(String.valueOf(m.group(2))),
            VerifyKey.parse(String.valueOf(m.group(3))),
            m.group(4) != null);
    if (!out.text().equals(text)) {
      throw new ReleaseException("person-form", "\"" + text + "\"", "\"" + out.text() + "\"");
    }
    return out;
  }

  /// Roles of words between spaces or commas; `none` for none.
  public static List<Role> roles(String words) {
    EnumSet<Role> out = EnumSet.noneOf(Role.class);
    if (!words.equals(NONE)) {
      for (String word : words.split("[ ,]+", -1)) {
        out.add(Role.parse(word));
      }
    }
    return List.copyOf(out);
  }

  /// Roles as words.
  public static String text(List<Role> roles) {
    return roles.isEmpty() ? NONE : roles.stream().map(Role::text).collect(Collectors.joining(" "));
  }

  /// The key and comment of a `.pub` file's line.
  ///
  /// @throws ReleaseException if its comment says demo and the caller does not, or the reverse
  public static VerifyKey key(String line, boolean demo) {
    VerifyKey key = VerifyKey.parse(line);
    boolean marked = Arrays.asList(line.strip().split("[ \t]+", -1)).contains(DEMO_COMMENT);
    if (marked != demo) {
      throw new ReleaseException(
          "key-demo",
          marked ? "a demo key" : "a key without the mark of a demo key",
          marked ? "a key of your own" : "a key with " + DEMO_COMMENT + " in its comment",
          marked
              ? "make one with ssh-keygen -t ed25519; demo keys count for the simulator only"
              : "");
    }
    return key;
  }

  /// The canonical line.
  public String text() {
    return name + ", " + text(roles) + ", " + key.text() + (demo ? ", demo" : "");
  }
}
