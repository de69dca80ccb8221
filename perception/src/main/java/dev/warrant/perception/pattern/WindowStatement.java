package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.soda.AccessProjectionExpressionBase;
import com.espertech.esper.common.client.soda.AvedevProjectionExpression;
import com.espertech.esper.common.client.soda.AvgProjectionExpression;
import com.espertech.esper.common.client.soda.CountProjectionExpression;
import com.espertech.esper.common.client.soda.CountStarProjectionExpression;
import com.espertech.esper.common.client.soda.EPStatementObjectModel;
import com.espertech.esper.common.client.soda.Expression;
import com.espertech.esper.common.client.soda.MaxProjectionExpression;
import com.espertech.esper.common.client.soda.MedianProjectionExpression;
import com.espertech.esper.common.client.soda.MinProjectionExpression;
import com.espertech.esper.common.client.soda.PatternExpr;
import com.espertech.esper.common.client.soda.PatternFilterExpr;
import com.espertech.esper.common.client.soda.PatternStream;
import com.espertech.esper.common.client.soda.PreviousExpression;
import com.espertech.esper.common.client.soda.PreviousExpressionType;
import com.espertech.esper.common.client.soda.PriorExpression;
import com.espertech.esper.common.client.soda.ProjectedStream;
import com.espertech.esper.common.client.soda.PropertyValueExpression;
import com.espertech.esper.common.client.soda.SelectClause;
import com.espertech.esper.common.client.soda.SelectClauseElement;
import com.espertech.esper.common.client.soda.SelectClauseExpression;
import com.espertech.esper.common.client.soda.StddevProjectionExpression;
import com.espertech.esper.common.client.soda.SumProjectionExpression;
import com.espertech.esper.common.client.soda.View;
import com.espertech.esper.common.client.soda.WildcardExpression;
import com.espertech.esper.common.client.soda.WindowProjectionExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A statement of a pack made to select what its rows stand on besides what it selects anyway. What
/// is added asks the engine for what it keeps in any case, so that the rows are the same:
///
/// - of sums over a window `window(*)`: the events summed over, of the row's own group;
/// - of a window without sums `prevwindow(…)`: its contents, of the event's own group;
/// - of a sequence the event of each step, under its own name;
/// - of anything else the event itself.
final class WindowStatement {
  private static final List<String> ONE = List.of("lastevent", "firstevent");

  private final EPStatementObjectModel model;
  private final String text;
  private final TreeMap<String, String> columns = new TreeMap<>();
  private final List<String> tags = new ArrayList<>();
  private final PatternWindow.Kind kind;
  private final boolean whole;

  /// @param model the statement, which is changed
  /// @param text the statement as written
  WindowStatement(EPStatementObjectModel model, String text) {
    this.model = model;
    this.text = text;
    ProjectedStream stream = (ProjectedStream) model.getFromClause().getStreams().getFirst();
    List<Expression> all = expressions();
    boolean sums =
        model.getGroupByClause() != null || all.stream().anyMatch(e -> any(e, Looked.SUMS));
    boolean window = window(stream, sums);
    kind = kind(stream, window, sums);
    whole = kind != PatternWindow.Kind.RUNNING && all.stream().noneMatch(e -> any(e, Looked.BACK));
    if (stream instanceof PatternStream sequence) {
      name(sequence.getExpression());
    }
    select(stream, window, sums);
  }

  /// Whether the engine keeps events to look back at. Of `lastevent` and `firstevent` the one there
  /// is is the row's own, unless it is summed.
  private static boolean window(ProjectedStream stream, boolean sums) {
    return stream.getViews() != null
        && stream.getViews().stream()
            .map(View::getName)
            .anyMatch(n -> !n.equals("groupwin") && (sums || !ONE.contains(n)));
  }

  private static PatternWindow.Kind kind(ProjectedStream stream, boolean window, boolean sums) {
    if (window) {
      return PatternWindow.Kind.WINDOW;
    }
    if (sums) {
      return PatternWindow.Kind.RUNNING;
    }
    return stream instanceof PatternStream ? PatternWindow.Kind.SEQUENCE : PatternWindow.Kind.EVENT;
  }

  private void select(ProjectedStream stream, boolean window, boolean sums) {
    SelectClause select = model.getSelectClause();
    if (window && sums) {
      select.add(new WindowProjectionExpression(new WildcardExpression()), column(""));
    } else if (window) {
      select.add(
          new PreviousExpression(
              PreviousExpressionType.PREVWINDOW, new PropertyValueExpression(alias(stream))),
          column(""));
    } else if (tags.isEmpty()) {
      select.addStreamWildcard(alias(stream), column(""));
    } else {
      for (String tag : tags) {
        select.addWithAsProvidedName(tag, column(tag));
      }
    }
  }

  /// A column's name that the statement does not use.
  private String column(String tag) {
    String name = unused("window_" + tag);
    columns.put(name, tag);
    return name;
  }

  private String unused(String stem) {
    String name = stem;
    while (text.contains(name) || columns.containsKey(name) || tags.contains(name)) {
      name += "_";
    }
    return name;
  }

  private String alias(ProjectedStream stream) {
    if (stream.getStreamName() == null) {
      stream.setStreamName(unused("told"));
    }
    return stream.getStreamName();
  }

  /// Names the steps of a sequence in order, those too that the pack did not name.
  private void name(PatternExpr step) {
    if (step instanceof PatternFilterExpr filter) {
      if (filter.getTagName() == null) {
        filter.setTagName(unused("step" + (tags.size() + 1)));
      }
      tags.add(filter.getTagName());
    }
    step.getChildren().forEach(this::name);
  }

  private List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    for (SelectClauseElement e : model.getSelectClause().getSelectList()) {
      if (e instanceof SelectClauseExpression x) {
        all.add(x.getExpression());
      }
    }
    if (model.getWhereClause() != null) {
      all.add(model.getWhereClause());
    }
    if (model.getHavingClause() != null) {
      all.add(model.getHavingClause());
    }
    if (model.getOrderByClause() != null) {
      model.getOrderByClause().getOrderByExpressions().forEach(o -> all.add(o.getExpression()));
    }
    return all;
  }

  /// What is looked for in an expression.
  private enum Looked {
    SUMS,
    BACK;

    boolean is(Expression e) {
      return switch (this) {
        case BACK -> e instanceof PriorExpression;
        case SUMS ->
            e instanceof SumProjectionExpression
                || e instanceof CountProjectionExpression
                || e instanceof CountStarProjectionExpression
                || e instanceof AvgProjectionExpression
                || e instanceof MinProjectionExpression
                || e instanceof MaxProjectionExpression
                || e instanceof MedianProjectionExpression
                || e instanceof StddevProjectionExpression
                || e instanceof AvedevProjectionExpression
                || e instanceof AccessProjectionExpressionBase;
      };
    }
  }

  private static boolean any(Expression e, Looked looked) {
    return looked.is(e) || e.getChildren().stream().anyMatch(child -> any(child, looked));
  }

  /// The statement.
  String epl() {
    return model.toEPL();
  }

  /// Names of the added columns, each with the step it tells; an empty one tells the window.
  TreeMap<String, String> columns() {
    return columns;
  }

  /// Steps of the sequence, in order; empty if it is none.
  List<String> tags() {
    return List.copyOf(tags);
  }

  PatternWindow.Kind kind() {
    return kind;
  }

  boolean whole() {
    return whole;
  }
}
