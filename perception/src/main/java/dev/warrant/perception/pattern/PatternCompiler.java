package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.configuration.common.ConfigurationCommon;
import com.espertech.esper.common.client.configuration.common.ConfigurationCommonEventTypeBean;
import com.espertech.esper.common.client.util.AccessorStyle;
import com.espertech.esper.common.client.util.ClassForNameProvider;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import dev.warrant.rules.fence.EplFence;
import dev.warrant.rules.text.Words;
import java.lang.reflect.RecordComponent;
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
              PatternEvent.Book.class.getName(),
              PatternEvent.Trade.class.getName(),
              PatternEvent.Pulse.class.getName(),
              "java.lang.Integer",
              "java.lang.Long",
              "java.lang.String",
              "java.lang.Boolean",
              "java.lang.Object"));

  private static final Set<String> EVENTS = Words.of("Book", "Trade", "Pulse");

  private PatternCompiler() {}

  /// Integers only, time only from outside and in microseconds, no imports, no class by name.
  static Configuration configuration() {
    Configuration c = new Configuration();
    for (String name : c.getCommon().getImports().toArray(new String[0])) {
      if (!name.equals(ConfigurationCommon.ANNOTATION_IMPORT)) {
        c.getCommon().removeImport(name);
      }
    }
    ClassForNameProvider finder = PatternCompiler::find;
    c.getCommon()
        .setTransientConfiguration(Collections.singletonMap(ClassForNameProvider.NAME, finder));
    c.getCommon().getTimeSource().setTimeUnit(TimeUnit.MICROSECONDS);
    c.getRuntime().getThreading().setInternalTimerEnabled(false);
    c.getRuntime().getThreading().setListenerDispatchPreserveOrder(false);
    c.getRuntime().getThreading().setInsertIntoDispatchPreserveOrder(false);
    event(c, "Book", PatternEvent.Book.class);
    event(c, "Trade", PatternEvent.Trade.class);
    event(c, "Pulse", PatternEvent.Pulse.class);
    return c;
  }

  /// Compiles one file.
  ///
  /// @throws dev.warrant.rules.text.RuleException with file and line if its text is not allowed
  /// @throws PatternException with file and line if it is not understood, or the classes made of it
  ///   are not allowed
  static EPCompiled compile(PatternSource source, Configuration configuration) {
    TreeMap<String, String> text = new TreeMap<>();
    text.put(source.file(), source.text());
    EplFence.check(text, EVENTS);
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
    EPCompiled compiled;
    try {
      compiled = EPCompilerProvider.getCompiler().compile(source.text(), arguments);
    } catch (EPCompileException e) {
      throw refused(source, e);
    }
    PatternFence.checkCode(source, compiled.getClasses());
    return compiled;
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

  private static void event(Configuration c, String name, Class<? extends Record> type) {
    ConfigurationCommonEventTypeBean bean = new ConfigurationCommonEventTypeBean();
    bean.setAccessorStyle(AccessorStyle.EXPLICIT);
    for (RecordComponent part : type.getRecordComponents()) {
      bean.addMethodProperty(part.getName(), part.getName());
    }
    c.getCommon().addEventType(name, type.getName(), bean);
  }

  private static Class<?> find(String name) throws ClassNotFoundException {
    boolean mine =
        FINDABLE.contains(name) || name.startsWith("com.espertech.esper.common.client.annotation.");
    if (!mine) {
      throw new ClassNotFoundException(name + " is out of reach of patterns");
    }
    return Class.forName(name, false, PatternCompiler.class.getClassLoader());
  }
}
