package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.kie.internal.builder.conf.LanguageLevelOption;

/// The fence around rules for Drools. A DRL file is arbitrary Java, and some of it runs while rules
/// are built; so the text is judged before anything is built from it (words, then structure), and
/// the classes are judged before any is loaded.
///
/// What is left: patterns over facts with constraints, `not`, `exists`, `forall`, `and`, `or`,
/// plain accumulates, and consequences that compute and `insertLogical`.
public final class DrlFence {
  private static final Set<String> ATTRIBUTES =
      Words.of("salience", "no-loop", "agenda-group", "activation-group", "lock-on-active");

  private static final int CONCLUSIONS_MAX = 8;

  private final String packageName;
  private final Set<String> imports;
  private final JavaFence classes;
  private final JavaFence engines;

  /// A fence for rules of one package.
  ///
  /// @param packageName the only package rules may be in
  /// @param imports the only classes they may import, by their source names
  public DrlFence(String packageName, Set<String> imports) {
    this.packageName = packageName;
    this.imports = new TreeSet<>(imports);
    classes = new JavaFence(DrlAllowance.of(imports));
    engines = new JavaFence(DrlAllowance.metadata(imports));
  }

  /// The fence of the desk's intents: facts and intents of the vocabulary.
  public static DrlFence intents() {
    return new DrlFence("intents", DrlAllowance.VOCABULARY);
  }

  /// Judges texts by path, before they are built.
  ///
  /// @throws RuleException naming file, line and reason of the first thing that is not allowed
  public void checkTexts(SortedMap<String, String> texts) {
    Map<String, String> names = new TreeMap<>();
    texts.forEach((file, text) -> checkText(file, text, names));
  }

  /// Judges class files by path, before they are loaded.
  ///
  /// @throws RuleException naming the first class and member that is not allowed
  public void checkClasses(SortedMap<String, byte[]> files) {
    Set<String> own = JavaFence.names(files);
    String engine = packageName + "/DomainClassesMetadata";
    SortedMap<String, byte[]> metadata = new TreeMap<>(files);
    metadata.keySet().removeIf(path -> !path.startsWith(engine));
    SortedMap<String, byte[]> rules = new TreeMap<>(files);
    rules.keySet().removeAll(metadata.keySet());
    classes.check(rules, own);
    engines.check(metadata, own);
  }

  private void checkText(String file, String text, Map<String, String> names) {
    DrlWords.check(Lexer.tokens(file, text, Lexer.JAVA), imports);
    PackageDescr pack = parse(file, text);
    if (!pack.getName().equals(packageName)) {
      throw refuse(
          "drl-package", Place.of(file), "the package " + pack.getName(), "package " + packageName);
    }
    header(file, pack);
    for (RuleDescr rule : pack.getRules()) {
      Place place = place(file, rule);
      String before = names.put(rule.getName(), place.cite());
      if (before != null) {
        throw refuse(
            "drl-duplicate",
            place,
            "a second rule \"" + rule.getName() + "\"",
            "each name once; the first is in " + before);
      }
      rule(file, place, rule);
    }
  }

  static PackageDescr parse(String file, String text) {
    DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
    try {
      PackageDescr pack = parser.parse(false, text);
      if (!parser.hasErrors() && pack != null) {
        return pack;
      }
      for (DroolsError error : parser.getErrors()) {
        throw refuse("drl-syntax", place(file, text, error), error.getMessage(), "DRL");
      }
    } catch (StackOverflowError e) {
      throw refuse("drl-nesting", Place.of(file), "text deeper than the parser goes", "less");
    } catch (DroolsParserException e) {
      throw refuse("drl-syntax", Place.of(file), String.valueOf(e.getMessage()), "DRL");
    }
    throw refuse("drl-syntax", Place.of(file), "text the parser gives up on", "DRL");
  }

  private static Place place(String file, String text, DroolsError error) {
    if (error instanceof ParserError at && at.getRow() > 0 && at.getCol() >= 0) {
      return new Place(file, at.getRow(), at.getCol() + 1);
    }
    int[] lines = error.getLines();
    return lines.length == 0 ? Place.of(file) : Place.line(file, text, lines[0]);
  }

  /// Where the parser found `descr`; it counts columns from 0.
  static Place place(String file, BaseDescr descr) {
    return descr.getLine() < 1
        ? Place.of(file)
        : new Place(file, descr.getLine(), Math.max(0, descr.getColumn()) + 1);
  }

  private void header(String file, PackageDescr pack) {
    none(file, "drl-function", "a function", pack.getFunctions());
    none(file, "drl-import", "a static import", pack.getFunctionImports());
    none(file, "drl-import", "an import of an accumulate function", pack.getAccumulateImports());
    none(file, "drl-global", "a global", pack.getGlobals());
    none(file, "drl-declare", "a declared type", pack.getTypeDeclarations());
    none(file, "drl-declare", "a declared enum", pack.getEnumDeclarations());
    none(file, "drl-declare", "a declared entry point", pack.getEntryPointDeclarations());
    none(file, "drl-declare", "a declared window", pack.getWindowDeclarations());
    none(file, "drl-attribute", "an attribute of the whole package", pack.getAttributes());
    if (pack.getUnit() != null) {
      throw refuse("drl-unit", Place.of(file), "a rule unit", "a plain package");
    }
    for (ImportDescr one : pack.getImports()) {
      if (!imports.contains(one.getTarget())) {
        throw refuse(
            "drl-import",
            place(file, one),
            "an import of " + one.getTarget(),
            "one of " + String.join(", ", imports));
      }
    }
  }

  private static void none(
      String file, String code, String what, Iterable<? extends BaseDescr> found) {
    for (BaseDescr descr : found) {
      throw refuse(code, place(file, descr), what, "rules and queries only");
    }
  }

  private static void rule(String file, Place place, RuleDescr rule) {
    if (!rule.getAnnotationNames().isEmpty()) {
      throw refuse(
          "drl-annotation",
          place,
          "the annotation @" + rule.getAnnotationNames().iterator().next(),
          "no annotations: their values are evaluated while rules are built");
    }
    if (rule.hasParent() || !rule.getNamedConsequences().isEmpty()) {
      throw refuse("drl-consequence", place, "extends or a named consequence", "one consequence");
    }
    for (AttributeDescr attribute : rule.getAttributes().values()) {
      boolean number = attribute.getValue().matches("-?[0-9]{1,6}");
      if (!ATTRIBUTES.contains(attribute.getName())
          || attribute.getName().equals("salience") && !number) {
        throw refuse(
            "drl-attribute",
            place,
            "the attribute " + attribute.getName() + " " + attribute.getValue(),
            "salience as a whole number, or one of "
                + String.join(", ", new TreeSet<>(ATTRIBUTES)));
      }
    }
    long concludes = Pattern.compile("insertLogical").matcher(consequence(rule)).results().count();
    if (concludes > CONCLUSIONS_MAX) {
      throw refuse(
          "drl-conclusions", place, concludes + " conclusions", "at most " + CONCLUSIONS_MAX);
    }
    DrlConditions.check(file, rule.getLhs());
    DrlJoins.check(file, rule.getLhs());
  }

  private static String consequence(RuleDescr rule) {
    return String.valueOf(rule.getConsequence());
  }

  static RuleException refuse(String code, Place place, String found, String expected) {
    return RuleError.of(code, place, found, expected).thrown();
  }
}
