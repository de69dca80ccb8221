package dev.warrant.rules.limit;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.IfExpressionNode;
import org.kie.dmn.feel.lang.ast.InNode;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.ListNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.parser.feel11.ASTBuilderVisitor;
import org.kie.dmn.feel.parser.feel11.FEELParser;
import org.kie.dmn.feel.parser.feel11.FEEL_1_1Parser;
import org.kie.dmn.feel.runtime.events.SyntaxErrorEvent;

/// The only user of the FEEL parser of Drools. Of FEEL (OMG DMN 1.4, chapter 10) only the syntax is
/// taken, and of that only the nodes named here; nothing of its evaluator is used.
final class FeelParser {
  private static final List<String> FUNCTIONS = List.of("abs", "min", "max", "not");

  private final Place place;

  private FeelParser(Place place) {
    this.place = place;
  }

  /// Parses `text`, whose first character is at `place`.
  ///
  /// @throws RuleException if it is not FEEL, or outside the subset
  static Feel parse(Place place, String text) {
    FeelScanner.Scan scan = FeelScanner.scan(place, text);
    Map<String, Type> known = new TreeMap<>();
    for (String name : scan.names()) {
      known.put(name, BuiltInType.UNKNOWN);
    }
    List<SyntaxErrorEvent> errors = new ArrayList<>();
    FEELEventListenersManager listeners = new FEELEventListenersManager();
    listeners.addListener((FEELEvent event) -> {
      if (event instanceof SyntaxErrorEvent error) {
        errors.add(error);
      }
    });
    FEEL_1_1Parser parser =
        FEELParser.parse(
            listeners, scan.plain(), known, new TreeMap<>(), List.of(), List.of(), null);
    FEEL_1_1Parser.Compilation_unitContext tree = parser.compilation_unit();
    if (!errors.isEmpty() || parser.getNumberOfSyntaxErrors() > 0) {
      throw syntax(place, text, errors);
    }
    return new FeelParser(place).walk(tree.accept(new ASTBuilderVisitor(known, null)));
  }

  private static RuleException syntax(Place place, String text, List<SyntaxErrorEvent> errors) {
    int column = errors.isEmpty() ? 0 : Math.max(0, errors.getFirst().getColumn());
    String found =
        column >= text.length()
            ? "the end of the expression"
            : "\"" + text.substring(column) + "\"";
    return new RuleError(
            "feel-syntax",
            place.right(column),
            found,
            "a comparison such as order.notional <= max",
            "an operator or a closing parenthesis is missing.")
        .thrown();
  }

  private Feel walk(BaseNode node) {
    int column = node.getStartColumn();
    return switch (node) {
      case NumberNode n -> new Feel.Digits(column, n.getText());
      case StringNode s -> new Feel.Text(column, s.getValue());
      case NameRefNode n -> new Feel.Name(column, n.getText().replace('_', '.'));
      case SignedUnaryNode s -> unary(s);
      case InfixOpNode i ->
          new Feel.Binary(
              column, i.getOperator().getSymbol(), walk(i.getLeft()), walk(i.getRight()));
      case FunctionInvocationNode f -> call(f);
      case IfExpressionNode i ->
          new Feel.Choice(
              column,
              walk(i.getCondition()),
              walk(i.getThenExpression()),
              walk(i.getElseExpression()));
      case InNode in -> within(in);
      default -> throw outside(node, "");
    };
  }

  private Feel unary(SignedUnaryNode node) {
    Feel of = walk(node.getExpression());
    return node.getSign() == SignedUnaryNode.Sign.NEGATIVE
        ? new Feel.Negative(node.getStartColumn(), of)
        : of;
  }

  private Feel call(FunctionInvocationNode node) {
    String name = node.getName().getText();
    int column = node.getStartColumn();
    if (!FUNCTIONS.contains(name)) {
      throw RuleError.of(
              "feel-function",
              place.right(column),
              "the function \"" + name + "\"",
              "one of " + String.join(", ", FUNCTIONS))
          .thrown();
    }
    List<Feel> arguments = new ArrayList<>();
    for (BaseNode argument : node.getParams().getElements()) {
      arguments.add(walk(argument));
    }
    int expected = name.equals("min") || name.equals("max") ? 2 : 1;
    if (arguments.size() != expected) {
      throw RuleError.of(
              "feel-arguments",
              place.right(column),
              name + " with " + arguments.size() + " arguments",
              expected + " of them")
          .thrown();
    }
    return new Feel.Call(column, name, arguments);
  }

  private Feel within(InNode node) {
    int column = node.getStartColumn();
    Feel value = walk(node.getValue());
    return switch (node.getExprs()) {
      case RangeNode r ->
          new Feel.Within(
              column,
              value,
              r.getLowerBound() == RangeNode.IntervalBoundary.CLOSED ? ">=" : ">",
              walk(r.getStart()),
              walk(r.getEnd()),
              r.getUpperBound() == RangeNode.IntervalBoundary.CLOSED ? "<=" : "<");
      case ListNode l -> {
        List<Feel> items = new ArrayList<>();
        for (BaseNode item : l.getElements()) {
          items.add(walk(item));
        }
        yield new Feel.OneOf(column, value, items);
      }
      default ->
          throw outside(
              node.getExprs(), "the `in` wants parentheses around it: (x in [1..5]) and y.");
    };
  }

  private RuleException outside(ASTNode node, String maybe) {
    String what = node.getClass().getSimpleName().replace("Node", "");
    return new RuleError(
            "feel-outside",
            place.right(node.getStartColumn()),
            "\"" + node.getText().replace('_', '.') + "\", which FEEL reads as " + what,
            "the subset: + - * / comparisons and or not abs min max if in",
            maybe)
        .thrown();
  }
}
