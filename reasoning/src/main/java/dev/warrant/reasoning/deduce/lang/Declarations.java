package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Token.What;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads declarations and the types in them.
final class Declarations {
  private static final List<String> WORDS = List.of("temporal", "bitemporal", "descr", "bound");

  private final Tokens in;
  private final Terms terms;
  private boolean extensional;
  private String doc = "";
  private final List<Integer> inputs = new ArrayList<>();

  Declarations(Tokens in, Terms terms) {
    this.in = in;
    this.terms = terms;
  }

  /// `Decl p(X, Y) temporal descr […] bound […].`
  Decl decl() {
    Token start = in.next();
    Token name = in.next();
    if (name.what() != What.WORD || name.text().startsWith(":")) {
      throw in.error(name, "a predicate after Decl", "");
    }
    in.expect("(", "'(' after " + name.text());
    List<String> args = new ArrayList<>();
    for (Term t : terms.until(")")) {
      if (!(t instanceof Term.Var v)) {
        throw new RuleError(
                "deduce-syntax", t.at(), t.toString(), "a variable that names the argument", "")
            .thrown();
      }
      args.add(v.name());
    }
    int times = 0;
    List<List<Type>> bounds = new ArrayList<>();
    while (!in.take(".")) {
      Token word = in.next();
      switch (word.text()) {
        case "temporal" -> times = 2;
        case "bitemporal" -> times = 3;
        case "descr" -> descr(args);
        case "bound" -> bounds.add(bound(args.size(), word));
        default ->
            throw in.error(word, "'.' or one of " + WORDS, Nearest.advice(word.text(), WORDS));
      }
    }
    return new Decl(name.text(), args, times, extensional, inputs, bounds, doc, start.at());
  }

  private void descr(List<String> args) {
    in.expect("[", "'[' after descr");
    while (!in.take("]")) {
      Token word = in.next();
      in.expect("(", "'(' after " + word.text());
      switch (word.text()) {
        case "doc" -> {
          StringBuilder all = new StringBuilder();
          for (Term t : terms.until(")")) {
            if (t instanceof Term.Const c && c.value() instanceof Value.Text s) {
              all.append(all.isEmpty() ? "" : " ").append(s.text());
            }
          }
          doc = all.toString();
        }
        case "extensional" -> {
          extensional = true;
          in.expect(")", "')'");
        }
        case "arg" -> terms.until(")");
        case "mode" -> mode(args, word);
        default -> throw in.error(word, "doc(…), arg(…), extensional() or mode(…)", "");
      }
      if (!in.peek().is("]")) {
        in.expect(",", "',' or ']'");
      }
    }
  }

  private void mode(List<String> args, Token word) {
    int position = 0;
    while (!in.take(")")) {
      Token sign = in.next();
      String text = sign.text();
      if (!text.equals("\"+\"") && !text.equals("\"-\"") && !text.equals("\"?\"")) {
        throw in.error(sign, "\"+\", \"-\" or \"?\"", "the signs of a mode are strings here.");
      }
      if (text.equals("\"+\"")) {
        inputs.add(position);
      }
      position++;
      if (!in.peek().is(")")) {
        in.expect(",", "',' or ')'");
      }
    }
    if (position != args.size()) {
      throw in.error(word, "a mode for each of the " + args.size() + " arguments", "");
    }
  }

  private List<Type> bound(int arity, Token word) {
    in.expect("[", "'[' after bound");
    List<Type> out = types("]");
    if (out.size() != arity) {
      throw new RuleError(
              "deduce-arity",
              word.at(),
              "a bound of " + out.size() + " types",
              "one for each of the " + arity + " arguments",
              "")
          .thrown();
    }
    return out;
  }

  private List<Type> types(String close) {
    List<Type> out = new ArrayList<>();
    while (!in.take(close)) {
      out.add(type());
      if (!in.peek().is(close)) {
        in.expect(",", "',' or '" + close + "'");
      }
    }
    return out;
  }

  private Type type() {
    Token t = in.next();
    if (t.what() == What.CONSTANT && t.value() instanceof Value.Name) {
      return switch (t.text()) {
        case "/any" -> new Type.Of("/any", Kind.ANY);
        case "/number" -> new Type.Of("/number", Kind.NUMBER.bit());
        case "/decimal" -> new Type.Of("/decimal", Kind.NUMERIC);
        case "/string" -> new Type.Of("/string", Kind.STRING.bit());
        case "/name" -> new Type.Of("/name", Kind.NAME.bit());
        case "/float64", "/bytes" ->
            throw in.error(t, "a type", "/decimal is exact; floats are not kept here.");
        default -> new Type.Below(t.text());
      };
    }
    if (t.what() != What.TYPE) {
      throw in.error(t, "a type such as /number, /name, /any or .List</number>", "");
    }
    in.expect("<", "'<' after " + t.text());
    return switch (t.text()) {
      case ".List" -> new Type.Lists(one());
      case ".Pair" -> {
        Type first = type();
        in.expect(",", "','");
        yield new Type.Pairs(first, one());
      }
      case ".Map" -> {
        Type key = type();
        in.expect(",", "','");
        yield new Type.Maps(key, one());
      }
      case ".Union" -> new Type.AnyOf(types(">"));
      case ".Singleton" -> new Type.Only(constant());
      case ".Struct" -> new Type.Structs(fields());
      default -> throw in.error(t, ".List, .Pair, .Map, .Struct, .Union or .Singleton", "");
    };
  }

  private Type one() {
    Type out = type();
    in.expect(">", "'>'");
    return out;
  }

  private Value constant() {
    Token t = in.next();
    if (t.what() != What.CONSTANT) {
      throw in.error(t, "a constant", "");
    }
    in.expect(">", "'>'");
    return Objects.requireNonNull(t.value());
  }

  private List<Type.Structs.Field> fields() {
    List<Type.Structs.Field> out = new ArrayList<>();
    while (!in.take(">")) {
      boolean optional = in.peek().isWord("opt");
      if (optional) {
        in.next();
      }
      Token name = in.next();
      if (name.what() != What.CONSTANT || !(name.value() instanceof Value.Name)) {
        throw in.error(name, "the name of a field", "");
      }
      in.expect(":", "':' after the field");
      out.add(new Type.Structs.Field(Objects.requireNonNull(name.value()), type(), optional));
      if (!in.peek().is(">")) {
        in.expect(",", "',' or '>'");
      }
    }
    return out;
  }
}
