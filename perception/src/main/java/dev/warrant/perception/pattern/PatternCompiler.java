package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.configuration.common.ConfigurationCommon;
import com.espertech.esper.common.client.configuration.common.ConfigurationCommonEventTypeBean;
import com.espertech.esper.common.client.module.ModuleItem;
import com.espertech.esper.common.client.module.ParseException;
import com.espertech.esper.common.client.soda.AnnotationPart;
import com.espertech.esper.common.client.soda.EPStatementObjectModel;
import com.espertech.esper.common.client.util.AccessorStyle;
import com.espertech.esper.common.client.util.ClassForNameProvider;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompiler;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import dev.warrant.rules.fence.EplFence;
import dev.warrant.rules.text.Words;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Turns pattern files into compiled statements, behind the fence.
final class PatternCompiler {
  private static final Set<String> FINDABLE =
      new TreeSet<>(
          List.of(
              "java.lang.Integer",
              "java.lang.Long",
              "java.lang.String",
              "java.lang.Boolean",
              "java.lang.Object"));

  private static final Set<String> EVENTS = Words.of("Book", "Trade", "Pulse");

  private PatternCompiler() {}

  /// A statement of a pack, read.
  ///
  /// @param source the file it stands in
  record Found(PatternSource source, EPStatementObjectModel model) {}

  /// Integers only, time only from outside and in microseconds, no imports, no class by name.
  static Configuration configuration() {
    return configuration(
        PatternEvent.Book.class, PatternEvent.Trade.class, PatternEvent.Pulse.class);
  }

  /// The same, for events that know where they came from.
  static Configuration telling() {
    return configuration(Fed.Book.class, Fed.Trade.class, Fed.Pulse.class);
  }

  private static Configuration configuration(Class<?> book, Class<?> trade, Class<?> pulse) {
    Configuration c = new Configuration();
    for (String name : c.getCommon().getImports().toArray(new String[0])) {
      if (!name.equals(ConfigurationCommon.ANNOTATION_IMPORT)) {
        c.getCommon().removeImport(name);
      }
    }
    Set<String> findable = new TreeSet<>(FINDABLE);
    findable.addAll(List.of(book.getName(), trade.getName(), pulse.getName()));
    ClassForNameProvider finder = name -> find(name, findable);
    c.getCommon()
        .setTransientConfiguration(Collections.singletonMap(ClassForNameProvider.NAME, finder));
    c.getCommon().getTimeSource().setTimeUnit(TimeUnit.MICROSECONDS);
    c.getRuntime().getThreading().setInternalTimerEnabled(false);
    c.getRuntime().getThreading().setListenerDispatchPreserveOrder(false);
    c.getRuntime().getThreading().setInsertIntoDispatchPreserveOrder(false);
    event(c, "Book", book, PatternEvent.Book.class);
    event(c, "Trade", trade, PatternEvent.Trade.class);
    event(c, "Pulse", pulse, PatternEvent.Pulse.class);
    return c;
  }

  /// Compiles one file.
  ///
  /// @throws dev.warrant.rules.text.RuleException with file and line if its text is not allowed
  /// @throws PatternException with file and line if it is not understood, or the classes made of it
  ///   are not allowed
  static EPCompiled compile(PatternSource source, Configuration configuration) {
    fence(source);
    EPCompiled compiled = compiled(source, source.text(), configuration);
    PatternFence.checkCode(source, compiled.getClasses());
    return compiled;
  }

  /// Compiles a statement that was made of one that passed [#compile], by adding what tells its
  /// window. No pack may call that, and its classes name array types, which no pack's may; so they
  /// are not held against the allow-list of patterns again.
  ///
  /// @throws PatternException if the engine cannot tell that window
  static EPCompiled compileTelling(PatternSource source, String epl, Configuration configuration) {
    try {
      return compiled(source, epl, configuration);
    } catch (PatternException e) {
      PatternException untold =
          new PatternException(
              source.file(),
              1,
              "the engine cannot tell the window of this statement: " + e.error().found(),
              "it has two windows; docs/patterns.md lists what can be told.");
      untold.initCause(e);
      throw untold;
    }
  }

  /// The one statement of this name.
  ///
  /// @throws dev.warrant.rules.text.RuleException with file and line if a text is not allowed
  /// @throws PatternException if one is not understood
  /// @throws IllegalArgumentException if there is none of this name
  static Found find(List<PatternSource> sources, String name, Configuration configuration) {
    Set<String> names = new TreeSet<>();
    for (PatternSource source : sources) {
      fence(source);
      for (EPStatementObjectModel model : models(source, configuration)) {
        String found = name(model);
        if (found.equals(name)) {
          return new Found(source, model);
        }
        names.add(found);
      }
    }
    throw new IllegalArgumentException(
        "the strategy has no pattern \"" + name + "\", expected one of " + names);
  }

  private static List<EPStatementObjectModel> models(
      PatternSource source, Configuration configuration) {
    EPCompiler compiler = EPCompilerProvider.getCompiler();
    List<EPStatementObjectModel> out = new ArrayList<>();
    try {
      for (ModuleItem item : compiler.parseModule(source.text()).getItems()) {
        if (!item.isCommentOnly()) {
          out.add(compiler.eplToModel(item.getExpression(), configuration));
        }
      }
    } catch (EPCompileException e) {
      throw refused(source, e);
    } catch (IOException | ParseException e) {
      PatternException refused =
          new PatternException(source.file(), 1, String.valueOf(e.getMessage()), "mend it.");
      refused.initCause(e);
      throw refused;
    }
    return out;
  }

  private static String name(EPStatementObjectModel model) {
    for (AnnotationPart part : model.getAnnotations()) {
      if (part.getName().equalsIgnoreCase("name") && !part.getAttributes().isEmpty()) {
        return String.valueOf(part.getAttributes().getFirst().getValue());
      }
    }
    return "";
  }

  private static void fence(PatternSource source) {
    TreeMap<String, String> text = new TreeMap<>();
    text.put(source.file(), source.text());
    EplFence.check(text, EVENTS);
  }

  private static EPCompiled compiled(
      PatternSource source, String epl, Configuration configuration) {
    CompilerArguments arguments = new CompilerArguments(configuration);
    arguments
        .getOptions()
        .setInlinedClassInspection(context -> {
          throw new PatternException(
              source.file(),
              1,
              "a class written inside a pattern",
              "write it with the language's own operators.");
        });
    try {
      return EPCompilerProvider.getCompiler().compile(epl, arguments);
    } catch (EPCompileException e) {
      throw refused(source, e);
    }
  }

  private static PatternException refused(PatternSource source, EPCompileException e) {
    int line = e.getItems().isEmpty() ? 1 : Math.max(1, e.getItems().getFirst().getLineNumber());
    String found = String.valueOf(e.getMessage());
    // The engine repeats the whole statement in brackets at the end.
    String text = e.getItems().isEmpty() ? "" : e.getItems().getFirst().getExpression();
    String brief = found.replace(" [" + text + "]", "").replace('\n', ' ');
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof PatternException p) {
        return p;
      }
    }
    PatternException out =
        new PatternException(
            source.file(),
            line,
            brief,
            "compare with the event types Book, Trade and Pulse in docs/patterns.md.");
    out.initCause(e);
    return out;
  }

  /// @param columns the record whose components a pattern sees; `type` has them too
  private static void event(Configuration c, String name, Class<?> type, Class<?> columns) {
    ConfigurationCommonEventTypeBean bean = new ConfigurationCommonEventTypeBean();
    bean.setAccessorStyle(AccessorStyle.EXPLICIT);
    for (RecordComponent part : columns.getRecordComponents()) {
      bean.addMethodProperty(part.getName(), part.getName());
    }
    c.getCommon().addEventType(name, type.getName(), bean);
  }

  private static Class<?> find(String name, Set<String> findable) throws ClassNotFoundException {
    boolean mine =
        findable.contains(name) || name.startsWith("com.espertech.esper.common.client.annotation.");
    if (!mine) {
      throw new ClassNotFoundException(name + " is out of reach of patterns");
    }
    return Class.forName(name, false, PatternCompiler.class.getClassLoader());
  }
}
